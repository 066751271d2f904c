import type { Execution, Thread, ThreadPath } from './execution.ts';
import type { Bindings } from './expression.ts';
import type { Machine } from './machine.ts';
import { HistoryLimitReached, StateError } from './state-error.ts';
import type { Template } from './template.ts';

/** One event of the history. `details` holds payloads as JSON values; the wire turns them into text. */
export interface HistoryEvent {
  readonly id: number;
  readonly previous: number;
  readonly at: number;
  readonly type: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A function to be invoked once the turn is stored. */
export interface TaskStart {
  readonly token: string;
  readonly functionName: string;
  readonly payload: unknown;
}

/** What all executions of one machine share. */
export interface MachineFacts {
  readonly machine: Machine;
  readonly machineArn: string;
  readonly machineName: string;
  readonly roleArn: string;
  readonly executionArn: string;
}

export interface Chance {
  /** A number from 0 to 1, for jitter. */
  readonly random: () => number;
  /** The secret part of a task token. */
  readonly newSecret: () => string;
}

/**
 * What one signal leads to, up to the next point where the execution waits. Nothing of it is visible outside before it
 * is stored as a whole.
 */
export interface Turn {
  readonly execution: Execution;
  readonly facts: MachineFacts;
  readonly now: number;
  readonly chance: Chance;
  readonly events: HistoryEvent[];
  readonly starts: TaskStart[];
  /** Parsed once; the context shows it to every state. */
  readonly executionInput: unknown;
}

/** Source: Step Functions quotas, "Maximum execution history size". */
const eventLimit = 25_000;
/** Source: Step Functions quotas, "Maximum input or output size". */
export const payloadLimitBytes = 262_144;

/** Adds an event to the thread's line of the history; throws `HistoryLimitReached` when there is room for the end only. */
export function record(turn: Turn, thread: Thread, type: string, details?: HistoryEvent['details']): number {
  if (turn.execution.nextEvent >= eventLimit) throw new HistoryLimitReached();
  return recordLast(turn, thread, type, details);
}

/** The same without the limit, for the event that ends an execution. */
export function recordLast(turn: Turn, thread: Thread, type: string, details?: HistoryEvent['details']): number {
  const id = turn.execution.nextEvent;
  turn.execution.nextEvent = id + 1;
  turn.events.push({ id, previous: thread.lastEvent, at: turn.now, type, ...(details && { details }) });
  thread.lastEvent = id;
  return id;
}

/** What `$states` holds besides input and context, and what overrides the thread's own item. */
export interface BindingExtras {
  readonly result?: unknown;
  readonly errorOutput?: unknown;
  readonly token?: string;
  readonly item?: Thread['item'];
}

/** What expressions of the innermost thread see. */
export function bindingsOf(turn: Turn, path: ThreadPath, extras: BindingExtras = {}): Bindings {
  const thread = path[path.length - 1]!;
  const { token, item, ...visible } = extras;
  const shownItem = item ?? path.findLast((each) => each.item)?.item;
  const context = {
    Execution: executionContext(turn),
    State: {
      EnteredTime: new Date(thread.enteredAt).toISOString(),
      Name: thread.state,
      RetryCount: (thread.retries ?? []).reduce((sum, attempts) => sum + attempts, 0),
    },
    StateMachine: { Id: turn.facts.machineArn, Name: turn.facts.machineName },
    ...(token !== undefined && { Task: { Token: token } }),
    ...(shownItem && { Map: { Item: { Index: shownItem.index, Value: shownItem.value } } }),
  };
  const variables = path.length === 1 ? thread.variables : Object.assign({}, ...path.map((each) => each.variables));
  return { states: { input: thread.input, ...visible, context }, variables, now: turn.now };
}

function executionContext({ execution, facts, executionInput }: Turn) {
  return {
    Id: facts.executionArn,
    Input: executionInput,
    Name: execution.name,
    RoleArn: facts.roleArn,
    StartTime: new Date(execution.startedAt).toISOString(),
    RedriveCount: 0,
  };
}

/** Evaluates a field; throws `StateError` when that fails or when the value is too large to travel between states. */
export async function evaluate(template: Template, bindings: Bindings): Promise<unknown> {
  const value = await template.evaluate(bindings);
  return template.constant ? value : requireSmall(value);
}

/** Gives the value, or throws `States.DataLimitExceeded`. */
export function requireSmall(value: unknown): unknown {
  if (!certainlySmall(value) && Buffer.byteLength(JSON.stringify(value)) > payloadLimitBytes) {
    throw new StateError('States.DataLimitExceeded', `The payload is larger than ${payloadLimitBytes} bytes.`);
  }
  return value;
}

/** A walk that is much cheaper than serialising: true when even fully escaped text would fit. */
function certainlySmall(value: unknown): boolean {
  let left = payloadLimitBytes;
  const visit = (item: unknown): boolean => {
    left -= typeof item === 'string' ? 6 * item.length + 3 : 32;
    if (left < 0) return false;
    if (typeof item !== 'object' || item === null) return true;
    return Array.isArray(item)
      ? item.every(visit)
      : Object.entries(item).every(([key, inner]) => visit(key) && visit(inner));
  };
  return visit(value);
}

/** A whole number out of an expression, at least `lowest` and at most 99,999,999; `States.QueryEvaluationError` otherwise. */
export function wholeNumber(value: unknown, lowest: 0 | 1, field: string, stateName: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= lowest && value <= 99_999_999) return value;
  const cause = `The field ${field} of the state "${stateName}" is not a whole number from ${lowest}.`;
  throw new StateError('States.QueryEvaluationError', cause);
}
