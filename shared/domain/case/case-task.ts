import type { Instant } from './case.ts';

/** One go at a task. Earlier ones are kept. */
export interface TaskAttempt {
  readonly number: number;
  readonly startedAt: Instant;
  /** `cancelled` with the guided process. Absent while the task is open. */
  readonly end?: 'complete' | 'skipped' | 'cancelled';
  readonly endedAt?: Instant;
  readonly endedBy?: string;
  /** What was noted on completion, or why it was skipped. */
  readonly note?: string;
}

/** What happened to a task of the playbook on this case; nothing is stored of one that nothing has happened to. */
export interface CaseTask {
  readonly taskId: string;
  /** Of an optional task: who made it part of the case. */
  readonly inserted?: { readonly by: string; readonly at: Instant; readonly reason?: string };
  readonly attempts: readonly TaskAttempt[];
}
