import type { Case } from '../domain/case/case.ts';
import type { Check } from '../domain/case/check.ts';
import { type CheckState, checkStates } from '../domain/case/check-states.ts';
import { CheckUnknown } from '../domain/case/refusals.ts';
import type { Playbook } from '../domain/playbook/playbook.ts';

/** The checks that a case goes through, for staff. */
export const presentChecks = (case_: Case, playbook: Playbook) => checkStates(case_, playbook).map(presentCheck);

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
