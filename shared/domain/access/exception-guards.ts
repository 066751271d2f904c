import { isIndependent } from '../case/decide-exception.ts';
import type { RequirementDecision } from '../case/requirement-decision.ts';
import { isRequested, isStanding } from '../requirements/decisions.ts';
import { isSettled } from '../requirements/is-settled.ts';
import type { Requirement } from '../requirements/requirement.ts';
import { requirementsOf } from '../requirements/requirements-of.ts';
import { isRequirementVisible, viewerOf } from '../requirements/viewer.ts';
import type { CommandAction } from './actions.ts';
import type { Attempt, Guard } from './guards.ts';

/** What can be told of a waiver, a deferral or a second use without knowing of which requirement. */
export const EXCEPTION_GUARDS = {
  request_waiver: (attempt) => canRequest(attempt, ({ rules }) => rules.waivable),
  approve_waiver: (attempt) => canApprove(attempt, 'waived'),
  refuse_waiver: (attempt) => canApprove(attempt, 'waived'),
  withdraw_waiver: (attempt) => canTakeBack(attempt, 'waived'),
  request_deferral: (attempt) => canRequest(attempt, ({ rules }) => rules.deferrable),
  approve_deferral: (attempt) => canApprove(attempt, 'deferred'),
  refuse_deferral: (attempt) => canApprove(attempt, 'deferred'),
  withdraw_deferral: (attempt) => canTakeBack(attempt, 'deferred'),
} as const satisfies Partial<Record<CommandAction, Guard>>;

/** Something that is asked for takes what was accepted elsewhere. */
export function canReuse(attempt: Attempt) {
  return asked(attempt).some(({ rules }) => rules.reusable) ? 'free' : 'pointless';
}

function canRequest(attempt: Attempt, allows: (requirement: Requirement) => boolean) {
  const pending = attempt.case.requirementDecisions.filter(isRequested).map(({ requirementId }) => requirementId);
  const open = asked(attempt).filter((one) => allows(one) && !pending.includes(one.requirementId));
  return open.length > 0 ? 'free' : 'pointless';
}

/** What the caller knows to be owed, at once or later. */
function asked({ case: case_, caller, playbook, at }: Attempt): readonly Requirement[] {
  const viewer = viewerOf(caller, case_);
  return requirementsOf(case_, playbook, at)
    .filter((one) => !isSettled(one) || one.status === 'deferred')
    .filter(({ requirementId }) => isRequirementVisible(requirementId, case_, playbook, viewer));
}

function canApprove({ case: case_, caller }: Attempt, decision: RequirementDecision['decision']) {
  const open = case_.requirementDecisions.filter((one) => one.decision === decision && isRequested(one));
  if (open.length === 0) return 'pointless';
  const mayDecide = open.some((one) => isIndependent(case_, one, caller.personId));
  return mayDecide ? 'free' : 'requirement.approver-not-independent';
}

function canTakeBack({ case: { requirementDecisions }, at }: Attempt, decision: RequirementDecision['decision']) {
  const made = requirementDecisions.filter((one) => one.decision === decision);
  return made.some((one) => isRequested(one) || isStanding(one, at)) ? 'free' : 'pointless';
}
