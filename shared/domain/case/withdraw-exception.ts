import { isRequested, isStanding } from '../requirements/decisions.ts';
import type { Case } from './case.ts';
import { decide, replace } from './change.ts';
import { withChecklistDate } from './checklist-dates.ts';
import type { Decision, Surroundings } from './decision.ts';
import { EXCEPTION_ACTIONS, type Exception, requireRequirement } from './exception.ts';
import { ExceptionNotRequested } from './exception-refusals.ts';
import { statusAfter } from './transitions.ts';

/**
 * Takes a waiver or deferral back, approved or not: the requirement is owed as if it had never been. That only asks for
 * more proof, so one person may do it.
 *
 * @throws {RequirementUnknown}
 * @throws {ExceptionNotRequested} when there is none to take back
 */
export function withdrawException(case_: Case, { requirementId, decision }: Exception, s: Surroundings): Decision {
  statusAfter(case_, EXCEPTION_ACTIONS.withdraw[decision]);
  requireRequirement(case_, requirementId, s);
  const taken = case_.requirementDecisions.findLast(
    (one) =>
      one.requirementId === requirementId && one.decision === decision && (isRequested(one) || isStanding(one, s.at)),
  );
  if (taken === undefined) throw new ExceptionNotRequested(requirementId);
  const ended = { as: 'withdrawn', by: s.caller.personId, at: s.at } as const;
  const requirementDecisions = replace(case_.requirementDecisions, taken, { ...taken, ended });
  const timers = withChecklistDate({ ...case_, requirementDecisions }, s);
  const type = isRequested(taken) ? 'requirement.exception_withdrawn' : 'requirement.reinstated';
  return decide(case_, { requirementDecisions, timers }, [{ type, requirementId, decision }], s.at);
}
