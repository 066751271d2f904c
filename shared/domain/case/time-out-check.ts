import { addHours, addMs } from '../calendar.ts';
import { checksOf } from '../playbook/checks-of.ts';
import type { Playbook } from '../playbook/playbook.ts';
import type { Case, Instant } from './case.ts';
import { decide, replace, unchanged } from './change.ts';
import type { Check } from './check.ts';
import { isUnderWay } from './check-states.ts';
import type { Decision, Surroundings } from './decision.ts';
import type { CheckAttemptRequest } from './request-check.ts';

/** Clocks of the workflow and of this system may differ by so much. */
const TOLERANCE_MS = 60_000;

/**
 * Gives up waiting for a provider: the check becomes a task for the reviewer. Nothing happens when the attempt has
 * been settled meanwhile, or its hours are not over.
 */
export function timeOutCheck(case_: Case, { checkId, attempt }: CheckAttemptRequest, s: Surroundings): Decision {
  const check = case_.checks.find((one) => one.checkId === checkId);
  if (check === undefined || check.attempt !== attempt || !isUnderWay(check.status)) return unchanged(case_);
  const deadline = checkDeadline(case_, s.playbook, check);
  if (deadline === undefined || s.at < addMs(deadline, -TOLERANCE_MS)) return unchanged(case_);
  const checks = replace(case_.checks, check, { ...check, status: 'timed_out' as const });
  return decide(case_, { checks, needsAttention: true }, [{ type: 'check.timed_out', checkId, attempt }], s.at);
}

/** When the hours of the current attempt are over; none for a check that is not under way or no longer applies. */
export function checkDeadline(case_: Case, playbook: Playbook, check: Check): Instant | undefined {
  const definition = checksOf(case_, playbook).find(({ id }) => id === check.checkId);
  const requestedAt = check.attempts.find(({ attempt }) => attempt === check.attempt)?.requestedAt;
  if (definition === undefined || requestedAt === undefined || !isUnderWay(check.status)) return undefined;
  return addHours(requestedAt, definition.timeoutHours);
}
