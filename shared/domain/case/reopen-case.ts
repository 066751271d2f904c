import { addDays } from '../calendar.ts';
import { ReopenWindowOver } from '../errors.ts';
import type { Stage } from '../vocabulary.ts';
import type { Case } from './case.ts';
import { decide } from './change.ts';
import { withChecklistDate } from './checklist-dates.ts';
import type { Decision, Surroundings } from './decision.ts';
import { draftTimers } from './draft-timers.ts';
import { isCurrent } from './end-case.ts';
import { requireText } from './input-text.ts';
import { startRun } from './playbook-runs.ts';
import { expectedAt, stageRecord } from './stages.ts';
import { statusAfter } from './transitions.ts';

/** Calendar days after the end of the case. */
export const CUSTOMER_REOPEN_DAYS = 14;
export const SUPERVISOR_REOPEN_DAYS = 90;

export interface Reopening {
  readonly reason: string;
}

/**
 * Takes a case up again with a new cycle of due dates; a case that was never submitted is a draft again, kept for as
 * long as a new one. The old proposal no longer binds anybody, and the checklist is verified anew.
 *
 * @throws {ReopenWindowOver} after 14 days, for supervisors after 90
 * @throws {InputInvalid} without a reason
 */
export function reopenCase(case_: Case, { reason }: Reopening, s: Surroundings): Decision {
  const status = statusAfter(case_, 'reopen');
  requireWindow(case_, s);
  requireText(reason, '/reason');
  const stage = stageToReopen(case_.stage);
  const reopenCount = case_.reopenCount + 1;
  const changes = {
    status,
    stage,
    reopenCount,
    outcome: undefined,
    closedAt: undefined,
    resolution: undefined,
    withdrawal: undefined,
    verification: undefined,
    declines: 0,
    playbookRuns: startRun(case_.playbookRuns, { startedAt: s.at, by: s.caller.personId, reason }),
    rejections: 0,
    stages: [...case_.stages, stageRecord(s.playbook, stage, s.at)],
    expectedAt: status === 'draft' ? undefined : expectedAt(s.playbook, stage, s.at),
    timers: status === 'draft' ? draftTimers(case_, s) : withChecklistDate(case_, s),
    proposals: case_.proposals.map((one) => (isCurrent(one) ? { ...one, status: 'void' as const } : one)),
  };
  return decide(case_, changes, [{ type: 'case.reopened', status, stage, reopenCount }], s.at);
}

function requireWindow({ closedAt, caseId }: Case, { at, caller }: Surroundings): void {
  if (closedAt === undefined) throw new Error(`case ${caseId} has ended, but not at any time`);
  const days = caller.roles.includes('supervisor') ? SUPERVISOR_REOPEN_DAYS : CUSTOMER_REOPEN_DAYS;
  if (at > addDays(closedAt, days)) throw new ReopenWindowOver(days);
}

/** Where an open case can go on: checks are asked for again from data capture, a closed case needs a new proposal. */
function stageToReopen(stage: Stage): Stage {
  if (stage === 'due_diligence') return 'data_capture';
  return stage === 'close' ? 'resolve' : stage;
}
