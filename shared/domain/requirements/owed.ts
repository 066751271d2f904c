import type { Case, Instant } from '../case/case.ts';
import type { Playbook } from '../playbook/playbook.ts';
import type { CustomerReason, DueClass, Requirement } from './requirement.ts';
import { requirementsOf } from './requirements-of.ts';
import { isRequirementVisible, SEES_ALL } from './viewer.ts';

export interface RequirementSummary {
  readonly requirementId: string;
  readonly label: string;
  readonly reason?: CustomerReason;
  readonly dueAt?: Instant;
}

/** What the customer still owes, by when, and what is with us: the shape of a case's `requirements`. */
export interface Owed {
  readonly currentlyDue: readonly RequirementSummary[];
  readonly pastDue: readonly RequirementSummary[];
  readonly eventuallyDue: readonly RequirementSummary[];
  readonly pendingReview: readonly RequirementSummary[];
}

/** As the viewer may know of it: counted is only what is listed. */
export function owed(case_: Case, playbook: Playbook, at: Instant, viewer = SEES_ALL): Owed {
  const requirements = requirementsOf(case_, playbook, at).filter(({ requirementId }) =>
    isRequirementVisible(requirementId, case_, playbook, viewer),
  );
  const ofClass = (due: DueClass) => requirements.filter((one) => one.dueClass === due).map(summary);
  return {
    currentlyDue: ofClass('currently_due'),
    pastDue: ofClass('past_due'),
    eventuallyDue: ofClass('eventually_due'),
    pendingReview: ofClass('pending_verification'),
  };
}

function summary({ requirementId, label, reason, dueAt }: Requirement): RequirementSummary {
  return { requirementId, label, ...(reason !== undefined && { reason }), ...(dueAt !== undefined && { dueAt }) };
}
