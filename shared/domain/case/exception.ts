import type { CommandAction } from '../access/actions.ts';
import { isRequested } from '../requirements/decisions.ts';
import type { Requirement } from '../requirements/requirement.ts';
import { requirementsOf } from '../requirements/requirements-of.ts';
import { isRequirementVisible, viewerOf } from '../requirements/viewer.ts';
import type { Case } from './case.ts';
import type { Surroundings } from './decision.ts';
import { ExceptionNotRequested, RequirementUnknown } from './exception-refusals.ts';
import type { RequirementDecision } from './requirement-decision.ts';

/** Which requirement is not to be met (`waived`), or not yet (`deferred`). */
export interface Exception {
  readonly requirementId: string;
  readonly decision: RequirementDecision['decision'];
}

export const EXCEPTION_ACTIONS = {
  request: { waived: 'request_waiver', deferred: 'request_deferral' },
  approve: { waived: 'approve_waiver', deferred: 'approve_deferral' },
  refuse: { waived: 'refuse_waiver', deferred: 'refuse_deferral' },
  withdraw: { waived: 'withdraw_waiver', deferred: 'withdraw_deferral' },
} as const satisfies Record<string, Record<RequirementDecision['decision'], CommandAction>>;

/** A requirement that applies now and that the caller may know of. @throws {RequirementUnknown} */
export function requireRequirement(case_: Case, id: string, { playbook, at, caller }: Surroundings): Requirement {
  const found = requirementsOf(case_, playbook, at).find(({ requirementId }) => requirementId === id);
  const isVisible = isRequirementVisible(id, case_, playbook, viewerOf(caller, case_));
  if (found === undefined || found.status === 'not_applicable' || !isVisible) throw new RequirementUnknown(id);
  return found;
}

/** @throws {ExceptionNotRequested} */
export function requireRequested(case_: Case, { requirementId, decision }: Exception): RequirementDecision {
  const requested = case_.requirementDecisions.find(
    (one) => one.requirementId === requirementId && one.decision === decision && isRequested(one),
  );
  if (requested === undefined) throw new ExceptionNotRequested(requirementId);
  return requested;
}
