import { dateOf } from '../calendar.ts';
import type { Case } from './case.ts';
import { decide, replace } from './change.ts';
import { withChecklistDate } from './checklist-dates.ts';
import type { Decision, Surroundings } from './decision.ts';
import { EXCEPTION_ACTIONS, type Exception, requireRequested, requireRequirement } from './exception.ts';
import { ApproverNotIndependent, ExceptionNotRequested, RequirementSettled } from './exception-refusals.ts';
import { requireText } from './input-text.ts';
import type { RequirementDecision } from './requirement-decision.ts';
import { statusAfter } from './transitions.ts';

/**
 * A second person approves a waiver or deferral: neither who asked for it, nor anybody who brought a document for the
 * requirement.
 *
 * @throws {RequirementUnknown} {RequirementSettled} {ApproverNotIndependent}
 * @throws {ExceptionNotRequested} also when the last day of the deferral is over before it began
 */
export function approveException(case_: Case, exception: Exception, s: Surroundings): Decision {
  statusAfter(case_, EXCEPTION_ACTIONS.approve[exception.decision]);
  const { requirementId, decision } = exception;
  const { status } = requireRequirement(case_, requirementId, s);
  const requested = requireRequested(case_, exception);
  const { untilDate } = requested;
  if (untilDate !== undefined && untilDate <= dateOf(s.at)) throw new ExceptionNotRequested(requirementId);
  if (status === 'accepted') throw new RequirementSettled(requirementId, status);
  if (!isIndependent(case_, requested, s.caller.personId)) throw new ApproverNotIndependent(requirementId);
  const approved = { ...requested, approvedBy: s.caller.personId, approvedAt: s.at };
  const requirementDecisions = replace(case_.requirementDecisions, requested, approved);
  const timers = withChecklistDate({ ...case_, requirementDecisions }, s);
  const until = untilDate === undefined ? {} : { untilDate };
  const fact = { type: 'requirement.excepted', requirementId, decision, ...until } as const;
  return decide(case_, { requirementDecisions, timers }, [fact], s.at);
}

/**
 * Says no to a waiver or deferral; the requirement stays owed. The reason is for staff.
 *
 * @throws {RequirementUnknown} {ExceptionNotRequested} {ApproverNotIndependent}
 * @throws {InputInvalid} without a reason
 */
export function refuseException(
  case_: Case,
  { reason, ...exception }: Exception & { readonly reason: string },
  s: Surroundings,
): Decision {
  statusAfter(case_, EXCEPTION_ACTIONS.refuse[exception.decision]);
  const { requirementId, decision } = exception;
  requireRequirement(case_, requirementId, s);
  const requested = requireRequested(case_, exception);
  if (!isIndependent(case_, requested, s.caller.personId)) throw new ApproverNotIndependent(requirementId);
  const ended = { as: 'refused', by: s.caller.personId, at: s.at, reason: requireText(reason, '/reason') } as const;
  const requirementDecisions = replace(case_.requirementDecisions, requested, { ...requested, ended });
  return decide(
    case_,
    { requirementDecisions },
    [{ type: 'requirement.exception_refused', requirementId, decision }],
    s.at,
  );
}

/** Four eyes: neither who asked for it, nor who brought the evidence. */
export function isIndependent(case_: Case, requested: RequirementDecision, personId: string): boolean {
  if (requested.requestedBy === personId) return false;
  return !case_.documents.some(
    ({ requirementId, uploadedBy, reusedFrom }) =>
      requirementId === requested.requirementId && (uploadedBy === personId || reusedFrom?.reusedBy === personId),
  );
}
