import type { Thread, ThreadPath } from './execution.ts';
import { handleFailure } from './fail-state.ts';
import { leaveState } from './leave-state.ts';
import type { ChoiceState, FailState, Scope, State, WaitState } from './machine.ts';
import { advanceChildren, startMap, startParallel } from './run-children.ts';
import { scheduleTask } from './run-task.ts';
import { StateError } from './state-error.ts';
import { bindingsOf, evaluate, record, type Turn, wholeNumber } from './turn.ts';

/**
 * Runs the innermost thread of the path, and everything below it, until it waits for time, a task or its end. Errors of
 * states end up in Retry, Catch or the thread's failure; only a full history is thrown.
 */
export async function runThread(turn: Turn, path: ThreadPath, scope: Scope): Promise<void> {
  const thread = path[path.length - 1]!;
  for (;;) {
    const state = stateOf(thread, scope);
    if (thread.phase === 'children') await advanceChildren(turn, path, state, runThread);
    else if (thread.phase === 'ready' || thread.phase === 'again') await runState(turn, path, state);
    if (thread.phase !== 'ready' && thread.phase !== 'children') return;
    if (thread.phase === 'children' && !canAdvance(thread)) return;
  }
}

/** The current state of a thread. */
export function stateOf(thread: Thread, scope: Scope): State {
  const state = scope.states.get(thread.state);
  if (!state) throw new Error(`The definition of a running execution has no state "${thread.state}".`);
  return state;
}

/** Children that have just been set up have not run yet. */
function canAdvance(thread: Thread): boolean {
  const { children } = thread;
  if (!children) return false;
  return Object.values(children.running).some((child) => child.phase === 'ready' || child.phase === 'again');
}

async function runState(turn: Turn, path: ThreadPath, state: State): Promise<void> {
  const thread = path[path.length - 1]!;
  try {
    if (thread.phase === 'ready') {
      thread.enteredAt = turn.now;
      delete thread.retries;
      record(turn, thread, `${state.type}StateEntered`, { name: state.name, input: thread.input });
    }
    await behaviours[state.type](turn, path, state as never);
  } catch (error) {
    await handleFailure(turn, path, state, error);
  }
}

type Behaviour<T extends State> = (turn: Turn, path: ThreadPath, state: T) => Promise<void>;

const behaviours: { readonly [T in State['type']]: Behaviour<Extract<State, { type: T }>> } = {
  Pass: (turn, path, state) => leaveState(turn, path, state, bindingsOf(turn, path), inputOf(path)),
  Succeed: (turn, path, state) => leaveState(turn, path, state, bindingsOf(turn, path), inputOf(path)),
  Choice: runChoice,
  Wait: startWait,
  Fail: runFail,
  Task: scheduleTask,
  Map: startMap,
  Parallel: startParallel,
};

function inputOf(path: ThreadPath): unknown {
  return path[path.length - 1]!.input;
}

async function runChoice(turn: Turn, path: ThreadPath, state: ChoiceState): Promise<void> {
  const bindings = bindingsOf(turn, path);
  for (const rule of state.rules) {
    const holds = await evaluate(rule.condition, bindings);
    if (typeof holds !== 'boolean') {
      throw new StateError('States.QueryEvaluationError', `A Condition of "${state.name}" is not true or false.`);
    }
    if (holds) return leaveState(turn, path, { ...rule, name: state.name, type: state.type }, bindings, inputOf(path));
  }
  if (state.defaultNext === undefined) {
    throw new StateError('States.NoChoiceMatched', `No rule of "${state.name}" matched and it has no Default.`);
  }
  return leaveState(turn, path, { ...state, next: state.defaultNext }, bindings, inputOf(path));
}

async function startWait(turn: Turn, path: ThreadPath, state: WaitState): Promise<void> {
  const thread = path[path.length - 1]!;
  thread.dueAt = await waitEndsAt(turn, path, state);
  thread.phase = 'wait';
}

async function waitEndsAt(turn: Turn, path: ThreadPath, state: WaitState): Promise<number> {
  const bindings = bindingsOf(turn, path);
  if (state.seconds)
    return turn.now + wholeNumber(await evaluate(state.seconds, bindings), 0, 'Seconds', state.name) * 1000;
  const timestamp = state.timestamp && (await evaluate(state.timestamp, bindings));
  const instant = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(instant)) {
    throw new StateError('States.QueryEvaluationError', `The Timestamp of "${state.name}" is not an ISO 8601 instant.`);
  }
  return instant;
}

async function runFail(turn: Turn, path: ThreadPath, state: FailState): Promise<void> {
  const bindings = bindingsOf(turn, path);
  const error = state.error ? String(await evaluate(state.error, bindings)) : '';
  const cause = state.cause ? String(await evaluate(state.cause, bindings)) : '';
  throw new StateError(error, cause);
}
