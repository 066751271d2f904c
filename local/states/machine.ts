import type { Template } from './template.ts';

/** A state machine after it was read and checked; see `read-machine.ts`. Times are seconds as in the definition. */
export interface Machine {
  readonly scope: Scope;
  readonly timeoutSeconds: number | undefined;
}

/** States that name each other: the whole machine, a branch of a Parallel, or the processor of a Map. */
export interface Scope {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
}

interface StateBase {
  readonly name: string;
  readonly output: Template | undefined;
}

/** What ends with `Next` or `End`; `next` undefined is `End`. */
interface Flowing extends StateBase {
  readonly next: string | undefined;
  readonly assign: Template | undefined;
}

/** What may be retried and caught. */
interface Fallible extends Flowing {
  readonly retriers: readonly Retrier[];
  readonly catchers: readonly Catcher[];
}

export interface PassState extends Flowing {
  readonly type: 'Pass';
}

export interface TaskState extends Fallible {
  readonly type: 'Task';
  readonly functionName: string;
  readonly arguments: Template;
  /** Ends by a callback with the task's token, not by the function's answer. */
  readonly waitsForToken: boolean;
  readonly timeoutSeconds: Template | undefined;
  readonly heartbeatSeconds: Template | undefined;
}

export interface ChoiceState extends StateBase {
  readonly type: 'Choice';
  readonly rules: readonly ChoiceRule[];
  readonly defaultNext: string | undefined;
  /** Of the default transition, like `output`; a rule has its own. */
  readonly assign: Template | undefined;
}

export interface ChoiceRule {
  readonly condition: Template;
  readonly next: string;
  readonly output: Template | undefined;
  readonly assign: Template | undefined;
}

export interface WaitState extends Flowing {
  readonly type: 'Wait';
  readonly seconds: Template | undefined;
  readonly timestamp: Template | undefined;
}

export interface SucceedState extends StateBase {
  readonly type: 'Succeed';
}

export interface FailState extends StateBase {
  readonly type: 'Fail';
  readonly error: Template | undefined;
  readonly cause: Template | undefined;
}

export interface MapState extends Fallible {
  readonly type: 'Map';
  readonly items: Template | undefined;
  readonly itemSelector: Template | undefined;
  readonly maxConcurrency: Template | undefined;
  readonly processor: Scope;
}

export interface ParallelState extends Fallible {
  readonly type: 'Parallel';
  readonly arguments: Template | undefined;
  readonly branches: readonly Scope[];
}

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | MapState
  | ParallelState;

export type FallibleState = TaskState | MapState | ParallelState;

export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly backoffRate: number;
  readonly maxAttempts: number;
  readonly maxDelaySeconds: number;
  readonly fullJitter: boolean;
}

export interface Catcher {
  readonly errorEquals: readonly string[];
  readonly next: string;
  readonly output: Template | undefined;
  readonly assign: Template | undefined;
}
