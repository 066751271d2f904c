import { countField, type Fields, listField, refuseUnknownFields, templateField, textField } from './fields.ts';
import type { ChoiceState, FailState, MapState, ParallelState, Scope, State, WaitState } from './machine.ts';
import { readChoiceRules } from './read-choice.ts';
import { readCatchers, readRetriers } from './read-errors.ts';
import { readTask } from './read-task.ts';
import type { Template } from './template.ts';

/** What reading a state needs from the machine around it. */
export interface StateReading {
  readonly isFunction: (nameOrArn: string) => boolean;
  /** Whether JSONata is the query language of the whole machine. */
  readonly jsonata: boolean;
  readonly readScope: (value: unknown, where: string) => Scope;
}

type StateReader = (common: CommonParts, fields: Fields, reading: StateReading) => State;

/** Fields every reader gets, already read. */
export interface CommonParts {
  readonly name: string;
  /** Begins the sentences that refuse something. */
  readonly where: string;
  readonly output: Template | undefined;
}

const common = ['Type', 'Comment', 'QueryLanguage'];
const flowing = [...common, 'Output', 'Assign', 'Next', 'End'];
const fallible = [...flowing, 'Retry', 'Catch'];

const kinds: Readonly<Record<string, { readonly fields: readonly string[]; readonly read: StateReader }>> = {
  Pass: { fields: flowing, read: (parts, fields) => ({ type: 'Pass', ...readFlow(parts, fields) }) },
  Task: {
    fields: [...fallible, 'Resource', 'Arguments', 'TimeoutSeconds', 'HeartbeatSeconds'],
    read: (parts, fields, reading) => readTask(readFallible(parts, fields), fields, reading.isFunction),
  },
  Choice: { fields: [...common, 'Output', 'Assign', 'Choices', 'Default'], read: readChoice },
  Wait: { fields: [...flowing, 'Seconds', 'Timestamp'], read: readWait },
  Succeed: { fields: [...common, 'Output'], read: ({ name, output }) => ({ type: 'Succeed', name, output }) },
  Fail: { fields: [...common, 'Error', 'Cause'], read: readFail },
  Map: { fields: [...fallible, 'Items', 'ItemSelector', 'ItemProcessor', 'MaxConcurrency'], read: readMap },
  Parallel: { fields: [...fallible, 'Arguments', 'Branches'], read: readParallel },
};

/** Reads one state; throws one sentence on an unknown type or field, or without JSONata. */
export function readState(name: string, fields: Fields, reading: StateReading): State {
  const where = `The state "${name}"`;
  const type = textField(fields, 'Type', where);
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (!kind) throw new Error(`${where} has the type ${type}, which the interpreter does not support.`);
  const language = fields['QueryLanguage'] ?? (reading.jsonata ? 'JSONata' : 'JSONPath');
  if (language !== 'JSONata')
    throw new Error(`${where} has the query language ${language}; only JSONata is supported.`);
  refuseUnknownFields(fields, kind.fields, where);
  return kind.read({ name, where, output: templateField(fields, 'Output', where) }, fields, reading);
}

function readFlow({ name, where, output }: CommonParts, fields: Fields) {
  const ends = fields['End'] === true;
  if (ends === 'Next' in fields) throw new Error(`${where} needs either Next or End.`);
  const assign = templateField(fields, 'Assign', where);
  return { name, where, output, assign, next: ends ? undefined : textField(fields, 'Next', where) };
}

/** The parts of a state that may be retried and caught. */
export type FallibleParts = ReturnType<typeof readFallible>;

function readFallible(parts: CommonParts, fields: Fields) {
  return {
    ...readFlow(parts, fields),
    retriers: readRetriers(fields, parts.where),
    catchers: readCatchers(fields, parts.where),
  };
}

function readChoice({ name, where, output }: CommonParts, fields: Fields): ChoiceState {
  return {
    type: 'Choice',
    name,
    output,
    assign: templateField(fields, 'Assign', where),
    rules: readChoiceRules(fields, where),
    defaultNext: 'Default' in fields ? textField(fields, 'Default', where) : undefined,
  };
}

function readWait(parts: CommonParts, fields: Fields): WaitState {
  if ('Seconds' in fields === 'Timestamp' in fields) {
    throw new Error(`${parts.where} needs either Seconds or Timestamp.`);
  }
  return {
    type: 'Wait',
    ...readFlow(parts, fields),
    seconds: countField(fields, 'Seconds', parts.where, 0),
    timestamp: templateField(fields, 'Timestamp', parts.where),
  };
}

function readFail({ name, where }: CommonParts, fields: Fields): FailState {
  return {
    type: 'Fail',
    name,
    output: undefined,
    error: templateField(fields, 'Error', where),
    cause: templateField(fields, 'Cause', where),
  };
}

function readMap(parts: CommonParts, fields: Fields, reading: StateReading): MapState {
  const { where } = parts;
  const processor = fields['ItemProcessor'] as Fields | undefined;
  const mode = (processor?.['ProcessorConfig'] as Fields | undefined)?.['Mode'] ?? 'INLINE';
  if (mode !== 'INLINE') throw new Error(`${where} has a Map of mode ${mode}; only INLINE is supported.`);
  return {
    type: 'Map',
    ...readFallible(parts, fields),
    items: templateField(fields, 'Items', where),
    itemSelector: templateField(fields, 'ItemSelector', where),
    maxConcurrency: countField(fields, 'MaxConcurrency', where, 0),
    processor: reading.readScope(processor, `ItemProcessor of ${where}`),
  };
}

function readParallel(parts: CommonParts, fields: Fields, reading: StateReading): ParallelState {
  const { where } = parts;
  const branches = listField(fields, 'Branches', where);
  if (branches.length === 0) throw new Error(`${where} needs at least one branch in Branches.`);
  return {
    type: 'Parallel',
    ...readFallible(parts, fields),
    arguments: templateField(fields, 'Arguments', where),
    branches: branches.map((branch, at) => reading.readScope(branch, `Branch ${at} of ${where}`)),
  };
}
