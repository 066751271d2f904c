import type { Case } from './case.ts';
import { decide, replace, unchanged } from './change.ts';
import type { Check, CheckAttempt } from './check.ts';
import { checkStates, hasFailed, isPending, isUnderWay } from './check-states.ts';
import { dataDigest } from './data-digest.ts';
import type { Decision, Surroundings } from './decision.ts';
import { CheckNotOpen, CheckUnknown } from './refusals.ts';
import { statusAfter } from './transitions.ts';

export interface CheckAttemptRequest {
  readonly checkId: string;
  /** 1, 2, 3 …; one that was requested before changes nothing. */
  readonly attempt: number;
}

/**
 * Records that a check is wanted, bound to the data as it stands. Idempotent on check and attempt.
 *
 * @throws {CheckUnknown}
 * @throws {CheckNotOpen} when no such attempt is due, or a failed check has used up its attempts
 */
export function requestCheck(case_: Case, { checkId, attempt }: CheckAttemptRequest, s: Surroundings): Decision {
  const check = case_.checks.find((one) => one.checkId === checkId);
  if (check !== undefined && attempt <= check.attempt) return unchanged(case_);
  statusAfter(case_, 'request_check');
  const state = checkStates(case_, s.playbook).find(({ definition }) => definition.id === checkId);
  if (state === undefined) throw new CheckUnknown(checkId);
  const mayRetry = hasFailed(state) && state.attempt < state.definition.maximumAttempts;
  const due = mayRetry ? state.attempt + 1 : state.attempt;
  const isOpen = mayRetry || (isPending(state) && !isUnderWay(state.status));
  if (!isOpen || attempt !== due) throw new CheckNotOpen(checkId, state.status);
  const next = requested(check, checkId, attempt, case_, s);
  const checks = check === undefined ? [...case_.checks, next] : replace(case_.checks, check, next);
  return decide(case_, { checks }, [{ type: 'check.requested', checkId, attempt, dataDigest: next.dataDigest }], s.at);
}

function requested(
  check: Check | undefined,
  checkId: string,
  attempt: number,
  case_: Case,
  { at, caller }: Surroundings,
): Check {
  const first: CheckAttempt = { attempt, requestedAt: at, requestedBy: caller.personId, reasons: [] };
  return {
    checkId,
    status: 'requested',
    attempt,
    attempts: [...(check?.attempts ?? []), first],
    dataDigest: dataDigest(case_),
    seenProviderEvents: check?.seenProviderEvents ?? [],
    lateResults: check?.lateResults ?? [],
  };
}
