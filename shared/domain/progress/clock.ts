import { addBusinessDays, addBusinessMs, businessMsBetween } from '../calendar.ts';
import type { Case, Instant } from '../case/case.ts';
import type { Playbook } from '../playbook/playbook.ts';
import type { Band, Stage } from '../vocabulary.ts';

/** How much of its business time something has used. */
export interface Clock {
  readonly dueAt: Instant;
  /** 100 and more from the due date on. */
  readonly elapsedPercent: number;
  readonly band: Band;
}

interface Pause {
  readonly from: Instant;
  /** Absent while it lasts. */
  readonly to?: Instant;
}

/** Of something that began at `from`. While a pause lasts, it is as late as it was when the pause began. */
export function clock(from: Instant, dueAt: Instant, pauses: readonly Pause[], at: Instant): Clock {
  const now = pauses.find(({ to }) => to === undefined)?.from ?? at;
  const used = businessMsBetween(from, now) - pausedMs(from, pauses);
  const all = used + businessMsBetween(now, dueAt);
  const elapsedPercent = all <= 0 ? 100 : Math.max(0, Math.floor((used * 100) / all));
  return { dueAt, elapsedPercent, band: bandOf(elapsedPercent) };
}

/** Of something that has so many business days from `from`, and those of every pause besides. */
export function clockOfDays(from: Instant, days: number, pauses: readonly Pause[], at: Instant): Clock {
  return clock(from, addBusinessMs(addBusinessDays(from, days), pausedMs(from, pauses)), pauses, at);
}

/** Of a stage that the case is in and that has a due date. */
export function stageClock(case_: Case, playbook: Playbook, stage: Stage, at: Instant): Clock | undefined {
  const record = case_.stages.findLast((one) => one.stage === stage);
  if (record?.dueAt === undefined) return undefined;
  return clock(record.enteredAt, record.dueAt, pausesOf(case_, playbook, stage), at);
}

/** When the stage waited for the customer; none where its clock does not stand still for that. */
export function pausesOf({ infoRequests }: Case, playbook: Playbook, stage: Stage): readonly Pause[] {
  if (!playbook.stages[stage].pausesForCustomer) return [];
  return infoRequests.map(({ requestedAt, closedAt }) => ({
    from: requestedAt,
    ...(closedAt !== undefined && { to: closedAt }),
  }));
}

function pausedMs(from: Instant, pauses: readonly Pause[]): number {
  return pauses
    .filter(({ to }) => to !== undefined && to > from)
    .reduce((sum, pause) => sum + businessMsBetween(pause.from > from ? pause.from : from, pause.to ?? from), 0);
}

function bandOf(percent: number): Band {
  if (percent >= 100) return 'breached';
  if (percent >= 75) return 'at_risk';
  return percent >= 50 ? 'at_half' : 'on_track';
}
