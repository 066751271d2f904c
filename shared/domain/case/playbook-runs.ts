import type { Case, Instant } from './case.ts';

/** One pass through the guided process. A restart ends it and begins the next; all are kept. */
export interface PlaybookRun {
  readonly number: number;
  readonly startedAt: Instant;
  readonly by: string;
  /** Why it was begun anew; the first run has none. */
  readonly reason?: string;
  readonly end?: 'restarted' | 'cancelled' | 'case_ended';
  readonly endedAt?: Instant;
  readonly endedBy?: string;
  readonly endReason?: string;
}

type Ending = Required<Pick<PlaybookRun, 'end' | 'endedAt' | 'endedBy'>> & Pick<PlaybookRun, 'endReason'>;

/** Whether the process still leads the case; a cancelled one leaves that to its owner. */
export const isGuided = ({ playbookRuns }: Pick<Case, 'playbookRuns'>): boolean =>
  playbookRuns.at(-1)?.end !== 'cancelled';

/** The runs with the one under way ended. */
export function endRun(runs: readonly PlaybookRun[], ending: Ending): readonly PlaybookRun[] {
  return runs.map((run, position) =>
    position === runs.length - 1 && run.end === undefined ? { ...run, ...ending } : run,
  );
}

/** The runs with a new one. */
export function startRun(
  runs: readonly PlaybookRun[],
  start: Pick<PlaybookRun, 'startedAt' | 'by' | 'reason'>,
): readonly PlaybookRun[] {
  return [...runs, { number: runs.length + 1, ...start }];
}
