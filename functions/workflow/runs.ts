import { addMs } from '../../shared/domain/calendar.ts';
import type { Instant } from '../../shared/domain/case/case.ts';
import type { Run } from '../../shared/store/work-ports.ts';

const MINUTE_MS = 60_000;
/** A start that was not confirmed by a first plan is looked at soon, a run that has planned once a day. */
const STARTING_CHECK_MS = 5 * MINUTE_MS;
const RUNNING_CHECK_MS = 24 * 60 * MINUTE_MS;

export const firstRun = (caseId: string, at: Instant): Run => ({
  caseId,
  n: 1,
  state: 'starting',
  checkAt: addMs(at, STARTING_CHECK_MS),
});

export const nextRun = (run: Run, at: Instant): Run => ({ ...firstRun(run.caseId, at), n: run.n + 1 });

export const running = ({ caseId, n }: Pick<Run, 'caseId' | 'n'>, at: Instant): Run => ({
  caseId,
  n,
  state: 'running',
  checkAt: addMs(at, RUNNING_CHECK_MS),
});
