import type { InvocationResult } from '../parts.ts';
import type { ExecutionStatus, Failure, ThreadPath } from './execution.ts';
import { handleFailure } from './fail-state.ts';
import { leaveState } from './leave-state.ts';
import {
  type DueMoment,
  innermost,
  type LiveThread,
  liveThreads,
  nextDueMoment,
  threadOfToken,
} from './live-threads.ts';
import type { State } from './machine.ts';
import { failTask, succeedTask, takeAnswer, timeOutTask } from './run-task.ts';
import { runThread, stateOf } from './run-thread.ts';
import { HistoryLimitReached } from './state-error.ts';
import { bindingsOf, recordLast, type Turn } from './turn.ts';

/** What can happen to a running execution from outside. `resume` also stands for the passing of time. */
export type Signal =
  | { readonly kind: 'resume' }
  | { readonly kind: 'answer'; readonly token: string; readonly result: InvocationResult }
  | { readonly kind: 'succeed'; readonly token: string; readonly output: unknown }
  | { readonly kind: 'fail'; readonly token: string; readonly failure: Failure }
  | { readonly kind: 'heartbeat'; readonly token: string }
  | { readonly kind: 'stop'; readonly failure: Failure };

/** How an execution ended. */
export interface End {
  readonly status: Exclude<ExecutionStatus, 'RUNNING'>;
  readonly output?: unknown;
  readonly failure?: Failure;
}

export interface TurnOutcome {
  readonly end?: End;
  /** False when the signal named a task that has ended. */
  readonly accepted: boolean;
}

/** Lets everything happen that is due, then the signal, then all that follows until the execution waits again or ends. */
export async function takeTurn(turn: Turn, signal: Signal): Promise<TurnOutcome> {
  try {
    const timedOut = await runDueMoments(turn);
    if (timedOut) return { end: timedOut, accepted: signal.kind === 'resume' };
    if (signal.kind === 'stop') return { end: { status: 'ABORTED', failure: signal.failure }, accepted: true };
    const accepted = endOf(turn) ? signal.kind === 'resume' : await applySignal(turn, signal);
    if (accepted) await runThread(turn, [turn.execution.root], turn.facts.machine.scope);
    const end = endOf(turn);
    return { accepted, ...(end && { end }) };
  } catch (error) {
    if (!(error instanceof HistoryLimitReached)) throw error;
    return { end: { status: 'FAILED', failure: { error: error.error, cause: error.message } }, accepted: true };
  }
}

/** Adds the event that closes the history; payloads as in the wire's event details. */
export function recordEnd(turn: Turn, end: End): void {
  const types = {
    SUCCEEDED: 'ExecutionSucceeded',
    FAILED: 'ExecutionFailed',
    TIMED_OUT: 'ExecutionTimedOut',
    ABORTED: 'ExecutionAborted',
  };
  const details = end.status === 'SUCCEEDED' ? { output: end.output } : { ...end.failure };
  recordLast(turn, turn.execution.root, types[end.status], details);
}

/** When something of the execution happens by itself next, epoch milliseconds. */
export function nextDueAt(turn: Turn): number | undefined {
  const moment = nextDueMoment(liveThreads(turn.execution, turn.facts.machine));
  const { timeoutAt } = turn.execution;
  if (moment === undefined || timeoutAt === undefined) return moment?.at ?? timeoutAt;
  return Math.min(moment.at, timeoutAt);
}

function endOf({ execution: { root } }: Turn): End | undefined {
  if (root.phase === 'succeeded') return { status: 'SUCCEEDED', output: root.output };
  if (root.phase === 'failed') return { status: 'FAILED', failure: root.failure ?? { error: '', cause: '' } };
  return undefined;
}

/** Gives the end when the execution itself ran out of time. */
async function runDueMoments(turn: Turn): Promise<End | undefined> {
  const { execution, facts } = turn;
  for (;;) {
    const moment = nextDueMoment(liveThreads(execution, facts.machine));
    const timeoutAt = execution.timeoutAt ?? Number.POSITIVE_INFINITY;
    const at = Math.min(moment?.at ?? Number.POSITIVE_INFINITY, timeoutAt);
    if (at > turn.now || endOf(turn)) return undefined;
    if (at === timeoutAt) return { status: 'TIMED_OUT', failure: { error: 'States.Timeout', cause: '' } };
    if (moment) await runMoment(turn, moment);
    await runThread(turn, [execution.root], facts.machine.scope);
  }
}

async function runMoment(turn: Turn, { what, thread: live }: DueMoment): Promise<void> {
  const thread = innermost(live.path);
  if (what === 'retry') {
    thread.phase = 'again';
    delete thread.dueAt;
    return;
  }
  await inState(turn, live, async (path, state) => {
    if (state.type === 'Wait') await leaveState(turn, path, state, bindingsOf(turn, path), thread.input);
    if (state.type !== 'Task') return;
    timeOutTask(turn, path, state, what === 'heartbeat' ? 'States.HeartbeatTimeout' : 'States.Timeout');
  });
}

async function applySignal(turn: Turn, signal: Exclude<Signal, { kind: 'stop' }>): Promise<boolean> {
  if (signal.kind === 'resume') return true;
  const live = threadOfToken(liveThreads(turn.execution, turn.facts.machine), signal.token);
  if (!live) return false;
  await inState(turn, live, async (path, state) => {
    if (state.type !== 'Task') throw new Error(`The state "${state.name}" has a task but is no Task.`);
    const task = innermost(path).task;
    if (signal.kind === 'answer') await takeAnswer(turn, path, state, signal.result);
    else if (signal.kind === 'succeed') await succeedTask(turn, path, state, signal.output);
    else if (signal.kind === 'fail') failTask(turn, path, state, signal.failure);
    else if (task?.heartbeatMs !== undefined) task.heartbeatAt = turn.now + task.heartbeatMs;
  });
  return true;
}

async function inState(
  turn: Turn,
  { path, scope }: LiveThread,
  act: (path: ThreadPath, state: State) => Promise<void>,
): Promise<void> {
  const state = stateOf(innermost(path), scope);
  try {
    await act(path, state);
  } catch (error) {
    await handleFailure(turn, path, state, error);
  }
}
