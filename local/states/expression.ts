import jsonata from 'jsonata';
import { jsonataFunctions } from './jsonata-functions.ts';
import { compileQuick, type Names, notQuick } from './quick-expression.ts';
import { StateError } from './state-error.ts';

/** What an expression is evaluated with; `now` is engine time, epoch milliseconds. */
export interface Bindings extends Names {
  readonly now: number;
}

/** Gives plain JSON; throws `StateError` (`States.QueryEvaluationError`) when it fails or gives nothing. */
export type Expression = (bindings: Bindings) => unknown;

const compiled = new Map<string, Expression>();

/** Compiles JSONata once per source text; throws one sentence when it is not JSONata. */
export function compileExpression(source: string): Expression {
  const known = compiled.get(source);
  if (known) return known;
  const expression = compile(source);
  compiled.set(source, expression);
  return expression;
}

function compile(source: string): Expression {
  const full = parse(source);
  const quick = compileQuick(full.ast());
  const evaluateFully = async (bindings: Bindings): Promise<unknown> => {
    const scope = { ...jsonataFunctions(bindings.now), ...bindings.variables, states: bindings.states };
    return plain(await evaluate(full, scope, source), source);
  };
  if (!quick) return evaluateFully;
  return (bindings) => {
    const value = quick(bindings);
    return value === notQuick ? evaluateFully(bindings) : plain(value, source);
  };
}

function parse(source: string): jsonata.Expression {
  try {
    return jsonata(source);
  } catch (error) {
    throw new Error(`The JSONata expression "${source}" cannot be read: ${messageOf(error)}`);
  }
}

async function evaluate(full: jsonata.Expression, scope: Record<string, unknown>, source: string): Promise<unknown> {
  try {
    return await full.evaluate(undefined, scope);
  } catch (error) {
    if (error instanceof StateError) throw error;
    throw evaluationError(`The JSONata expression "${source}" threw an error: ${messageOf(error)}`);
  }
}

function evaluationError(cause: string): StateError {
  return new StateError('States.QueryEvaluationError', cause);
}

/** JSONata throws plain objects with a message. */
function messageOf(error: unknown): string {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return String(message);
}

/** Copies lists and objects, because those of JSONata carry marks of their own and may be shared. */
function plain(value: unknown, source: string): unknown {
  if (value === undefined) throw evaluationError(`The JSONata expression "${source}" returned nothing (undefined).`);
  if (typeof value === 'function') throw evaluationError(`The JSONata expression "${source}" returned a function.`);
  return typeof value === 'object' && value !== null ? copy(value) : value;
}

function copy(value: object): unknown {
  const inner = (item: unknown) => (typeof item === 'object' && item !== null ? copy(item) : item);
  if (Array.isArray(value)) return value.map(inner);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inner(item)]));
}
