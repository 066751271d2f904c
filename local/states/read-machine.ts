import { type Fields, fieldsOf, numberField, refuseUnknownFields, textField } from './fields.ts';
import type { Machine, Scope, State } from './machine.ts';
import { readState, type StateReading } from './read-state.ts';
import { requireUniqueVariables } from './variable-scopes.ts';

const machineFields = ['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version'];
const scopeFields = ['Comment', 'StartAt', 'States', 'ProcessorConfig'];

/**
 * Reads a definition in the Amazon States Language with JSONata. Throws one sentence, naming the state and the field, on
 * everything that the interpreter does not run: it never ignores a part of a definition.
 * @param isFunction whether a Lambda function of this name or ARN exists
 */
export function readMachine(definition: string, isFunction: (nameOrArn: string) => boolean): Machine {
  const fields = fieldsOf(JSON.parse(definition), 'The definition');
  refuseUnknownFields(fields, machineFields, 'The definition');
  requireUniqueVariables(fields);
  const reading: StateReading = {
    isFunction,
    jsonata: fields['QueryLanguage'] === 'JSONata',
    readScope: (value, where) => {
      const inner = fieldsOf(value, where);
      refuseUnknownFields(inner, scopeFields, where);
      return readScope(inner, where, reading);
    },
  };
  const timeoutSeconds = numberField(fields, 'TimeoutSeconds', 'The definition', Number.POSITIVE_INFINITY, 1);
  return {
    scope: readScope(fields, 'The definition', reading),
    timeoutSeconds: Number.isFinite(timeoutSeconds) ? timeoutSeconds : undefined,
  };
}

function readScope(fields: Fields, where: string, reading: StateReading): Scope {
  const states = new Map<string, State>();
  for (const [name, value] of Object.entries(fieldsOf(fields['States'], `States of ${where}`))) {
    states.set(name, readState(name, fieldsOf(value, `The state "${name}"`), reading));
  }
  const startAt = textField(fields, 'StartAt', where);
  requireState(states, startAt, where);
  for (const state of states.values()) {
    for (const next of successors(state)) requireState(states, next, `The state "${state.name}"`);
  }
  return { startAt, states };
}

function requireState(states: ReadonlyMap<string, State>, name: string, where: string): void {
  if (!states.has(name)) throw new Error(`${where} names the state "${name}", which is not there.`);
}

function successors(state: State): readonly string[] {
  const next = 'next' in state && state.next !== undefined ? [state.next] : [];
  if (state.type === 'Choice') {
    return [...state.rules.map((rule) => rule.next), ...(state.defaultNext === undefined ? [] : [state.defaultNext])];
  }
  return 'catchers' in state ? [...next, ...state.catchers.map((catcher) => catcher.next)] : next;
}
