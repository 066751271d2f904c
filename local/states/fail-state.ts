import type { Failure, Thread, ThreadPath } from './execution.ts';
import { leaveState } from './leave-state.ts';
import type { FallibleState, Retrier, State } from './machine.ts';
import { HistoryLimitReached, matchesError, StateError } from './state-error.ts';
import { bindingsOf, record, type Turn } from './turn.ts';

/**
 * Turns an error of the current state into a pause before a retry, a catcher's transition or the failure of the thread.
 * A catcher whose own fields fail lets the thread fail with that error. Throws what is no error of a state, and a full
 * history.
 */
export async function handleFailure(turn: Turn, path: ThreadPath, state: State, error: unknown): Promise<void> {
  if (!(error instanceof StateError) || error instanceof HistoryLimitReached) throw error;
  const thread = path[path.length - 1]!;
  const failure = { error: error.error, cause: error.message };
  if (failure.error === 'States.QueryEvaluationError') {
    record(turn, thread, 'EvaluationFailed', { ...failure, state: state.name });
  }
  for (const key of ['task', 'children', 'dueAt'] as const) delete thread[key];
  if ('retriers' in state && pauseForRetry(turn, thread, state.retriers, failure)) return;
  if ('catchers' in state) {
    try {
      if (await catchFailure(turn, path, state, failure)) return;
    } catch (inCatcher) {
      if (!(inCatcher instanceof StateError) || inCatcher instanceof HistoryLimitReached) throw inCatcher;
      return failThread(turn, thread, state, { error: inCatcher.error, cause: inCatcher.message });
    }
  }
  failThread(turn, thread, state, failure);
}

function failThread(turn: Turn, thread: Thread, state: State, failure: Failure): void {
  if (state.type === 'Map' || state.type === 'Parallel')
    record(turn, thread, `${state.type}StateFailed`, { ...failure });
  thread.phase = 'failed';
  thread.failure = failure;
}

function pauseForRetry(turn: Turn, thread: Thread, retriers: readonly Retrier[], failure: Failure): boolean {
  const at = retriers.findIndex((retrier) => matchesError(retrier.errorEquals, failure.error));
  const retrier = retriers[at];
  if (!retrier) return false;
  const attempts = (thread.retries ?? retriers.map(() => 0)).slice();
  const made = attempts[at] ?? 0;
  if (made >= retrier.maxAttempts) return false;
  attempts[at] = made + 1;
  thread.retries = attempts;
  thread.dueAt = turn.now + retryDelayMs(turn, retrier, made);
  thread.phase = 'retry';
  return true;
}

function retryDelayMs(turn: Turn, retrier: Retrier, attemptsMade: number): number {
  const seconds = Math.min(retrier.intervalSeconds * retrier.backoffRate ** attemptsMade, retrier.maxDelaySeconds);
  return Math.round(seconds * 1000 * (retrier.fullJitter ? turn.chance.random() : 1));
}

async function catchFailure(turn: Turn, path: ThreadPath, state: FallibleState, failure: Failure): Promise<boolean> {
  const catcher = state.catchers.find((each) => matchesError(each.errorEquals, failure.error));
  if (!catcher) return false;
  const errorOutput = { Error: failure.error, Cause: failure.cause };
  const bindings = bindingsOf(turn, path, { errorOutput });
  await leaveState(turn, path, { ...catcher, name: state.name, type: state.type }, bindings, errorOutput);
  return true;
}
