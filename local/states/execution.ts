/**
 * Where one line of states is: the whole execution, a branch of a Parallel or an iteration of a Map. This is what is
 * stored between turns, as JSON; times are engine time in epoch milliseconds.
 */
export interface Thread {
  /** Name of the current state in the thread's scope. */
  state: string;
  input: unknown;
  phase: Phase;
  enteredAt: number;
  /** Id of the thread's last history event. */
  lastEvent: number;
  variables: Record<string, unknown>;
  /** Attempts made by each retrier of the current state. */
  retries?: number[];
  /** When a Wait or the pause before a retry ends. */
  dueAt?: number;
  task?: ScheduledTask;
  children?: Children;
  /** Which item of a Map this iteration has. */
  item?: { readonly index: number; readonly value: unknown };
  output?: unknown;
  failure?: Failure;
}

/**
 * ready: enter the state · task, wait, children: inside it · retry: paused before the next attempt · again: the pause is
 * over · succeeded, failed: the thread has ended
 */
export type Phase = 'ready' | 'task' | 'wait' | 'children' | 'retry' | 'again' | 'succeeded' | 'failed';

export interface Failure {
  readonly error: string;
  readonly cause: string;
}

/** A task that was scheduled and has not ended. */
export interface ScheduledTask {
  readonly token: string;
  /** Id of its TaskScheduled event, which holds the arguments. */
  readonly scheduledEvent: number;
  readonly timeoutAt: number;
  readonly heartbeatMs?: number;
  heartbeatAt?: number;
  /** The function has answered; the task waits for its callback. */
  submitted?: true;
}

/** The running iterations or branches of a Map or Parallel. */
export interface Children {
  readonly maxConcurrency: number;
  /** Values still without an iteration begin at `started`. Absent in a Parallel. */
  readonly items?: readonly unknown[];
  started: number;
  /** Those that have not ended, by index. */
  readonly running: Record<string, Thread>;
  readonly outputs: unknown[];
}

/** One execution as the interpreter changes it during a turn. */
export interface Execution {
  readonly id: number;
  readonly machineArn: string;
  readonly name: string;
  /** Hash of the definition it started with. */
  readonly definition: string;
  /** JSON text. */
  readonly input: string;
  readonly startedAt: number;
  readonly timeoutAt: number | undefined;
  nextEvent: number;
  readonly root: Thread;
}

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** The thread an execution or a child begins with. */
export function newThread(state: string, input: unknown, lastEvent: number): Thread {
  return { state, input, phase: 'ready', enteredAt: 0, lastEvent, variables: {} };
}

/** A thread with the threads around it, outermost first; the last one is the thread itself. */
export type ThreadPath = readonly [Thread, ...Thread[]];
