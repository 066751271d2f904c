import { dateOf } from '../calendar.ts';
import { InputInvalid, LimitExceeded } from '../errors.ts';
import { isRequested } from '../requirements/decisions.ts';
import { isSettled } from '../requirements/is-settled.ts';
import { CAPS } from './caps.ts';
import type { Case } from './case.ts';
import { decide } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { EXCEPTION_ACTIONS, type Exception, requireRequirement } from './exception.ts';
import { ExceptionNotAllowed, ExceptionPending, RequirementSettled } from './exception-refusals.ts';
import { requireText } from './input-text.ts';
import { statusAfter } from './transitions.ts';

export interface ExceptionRequest extends Exception {
  readonly reason: string;
  /** Of a deferral: its last day, `YYYY-MM-DD`. */
  readonly untilDate?: string;
}

/**
 * Asks for a waiver or a deferral. Nothing changes before a second person has approved it.
 *
 * @throws {RequirementUnknown} {RequirementSettled} {ExceptionPending} {LimitExceeded}
 * @throws {ExceptionNotAllowed} where the playbook does not allow it
 * @throws {InputInvalid} without a reason, or with a last day that is not in the future
 */
export function requestException(case_: Case, input: ExceptionRequest, s: Surroundings): Decision {
  const { requirementId, decision, untilDate } = input;
  statusAfter(case_, EXCEPTION_ACTIONS.request[decision]);
  const requirement = requireRequirement(case_, requirementId, s);
  const { waivable, deferrable } = requirement.rules;
  if (!(decision === 'waived' ? waivable : deferrable)) throw new ExceptionNotAllowed(requirementId, decision);
  const known = case_.requirementDecisions;
  if (known.some((one) => one.requirementId === requirementId && isRequested(one)))
    throw new ExceptionPending(requirementId);
  if (isSettled(requirement) && requirement.status !== 'deferred')
    throw new RequirementSettled(requirementId, requirement.status);
  const reason = requireText(input.reason, '/reason');
  requireFuture(untilDate, s);
  if (known.length >= CAPS.requirementDecisions)
    throw new LimitExceeded('waivers and deferrals', CAPS.requirementDecisions);
  const until = untilDate === undefined ? {} : { untilDate };
  const made = { requirementId, decision, reason, ...until, requestedBy: s.caller.personId, requestedAt: s.at };
  const fact = { type: 'requirement.exception_requested', requirementId, decision, ...until } as const;
  return decide(case_, { requirementDecisions: [...known, made] }, [fact], s.at);
}

function requireFuture(untilDate: string | undefined, { at }: Surroundings): void {
  if (untilDate === undefined || untilDate > dateOf(at)) return;
  const message = 'Give a day in the future.';
  throw new InputInvalid([{ pointer: '/untilDate', code: 'deferral.not-in-the-future', message }]);
}
