import { dateOf } from '../calendar.ts';
import type { Case, Instant } from '../case/case.ts';
import type { RequirementDecision } from '../case/requirement-decision.ts';

/** The newest waiver or deferral of a requirement, whatever became of it. */
export function newestDecision(case_: Case, requirementId: string): RequirementDecision | undefined {
  return case_.requirementDecisions.findLast((decision) => decision.requirementId === requirementId);
}

/** Asked for, and neither decided nor taken back. */
export const isRequested = ({ approvedBy, ended }: RequirementDecision): boolean =>
  approvedBy === undefined && ended === undefined;

/** A waiver or deferral stands when a second person approved it, a deferral until the end of its day. */
export function isStanding(decision: RequirementDecision, at: Instant): boolean {
  const { approvedBy, requestedBy, ended, untilDate = '' } = decision;
  if (approvedBy === undefined || approvedBy === requestedBy || ended !== undefined) return false;
  return decision.decision === 'waived' || untilDate >= dateOf(at);
}

/** The one that stands; of several, the newest. */
export function standingDecision(case_: Case, requirementId: string, at: Instant): RequirementDecision | undefined {
  return case_.requirementDecisions.findLast(
    (decision) => decision.requirementId === requirementId && isStanding(decision, at),
  );
}

/** The last day of the last deferral that has run out. */
export function deferredUntil(case_: Case, requirementId: string, at: Instant): string | undefined {
  return case_.requirementDecisions.findLast(
    ({ requirementId: id, approvedBy, ended, untilDate = '' }) =>
      id === requirementId &&
      approvedBy !== undefined &&
      (ended === undefined || ended.as === 'passed') &&
      untilDate < dateOf(at),
  )?.untilDate;
}
