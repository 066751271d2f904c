import type { Case } from '../../shared/domain/case/case.ts';
import type { Check } from '../../shared/domain/case/check.ts';
import { type CheckState, checkStates } from '../../shared/domain/case/check-states.ts';
import { CheckUnknown } from '../../shared/domain/case/refusals.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';

/** The checks that a case goes through, for staff. */
export const presentChecks = (case_: Case, playbook: Playbook) => {
  const data = checkStates(case_, playbook).map(presentCheck);
  return { data, nextCursor: null, hasMore: false };
};

/** @throws {CheckUnknown} */
export function presentOne(case_: Case, playbook: Playbook, checkId: string) {
  const state = checkStates(case_, playbook).find(({ definition }) => definition.id === checkId);
  if (state === undefined) throw new CheckUnknown(checkId);
  return presentCheck(state);
}

function presentCheck({ definition, check, status, attempt }: CheckState) {
  return {
    checkId: definition.id,
    label: definition.label,
    status,
    attempt,
    required: definition.required,
    reasons: [],
    lateResults: [],
    ...(check !== undefined && outcomeOf(check)),
  };
}

function outcomeOf({ attempts, result, adjudication, lateResults }: Check) {
  const last = attempts.at(-1);
  return {
    reasons: last?.reasons ?? [],
    lateResults,
    ...(result !== undefined && { result }),
    ...(last !== undefined && { requestedAt: last.requestedAt }),
    ...(last?.completedAt !== undefined && { completedAt: last.completedAt }),
    ...(adjudication !== undefined && { adjudication }),
  };
}
