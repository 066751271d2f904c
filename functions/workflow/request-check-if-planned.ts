import type { Case } from '../../shared/domain/case/case.ts';
import { requestCheck } from '../../shared/domain/case/request-check.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import type { Instruction } from '../../shared/domain/workflow/plan-next.ts';
import type { SystemVerb } from './act-on-plan.ts';
import { awaitsCheck } from './is-over.ts';

/** Requests a check, unless the plan has moved on since the wait began: then its signal answers the wait. */
export const requestCheckIfPlanned =
  (planOf: (case_: Case, playbook: Playbook) => Instruction, checkId: string, attempt: number): SystemVerb =>
  (case_, surroundings) =>
    awaitsCheck(planOf(case_, surroundings.playbook), checkId, attempt)
      ? requestCheck(case_, { checkId, attempt }, surroundings)
      : { case: case_, facts: [] };
