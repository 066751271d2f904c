import { CaseIncomplete, type InputError } from '../errors.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { unsettled } from '../requirements/is-settled.ts';
import type { Case, Instant } from './case.ts';
import type { Surroundings } from './decision.ts';
import { taskProblems } from './require-task.ts';

/** Required documents that are not accepted, waived or deferred. */
export function documentProblems(case_: Case, playbook: Playbook, at: Instant): readonly InputError[] {
  return unsettled(case_, playbook, at).map(({ requirementId, label, status }) => ({
    pointer: `/requirements/${requirementId}`,
    code: `requirement.${status}`,
    message: `${label} is not accepted yet.`,
  }));
}

/** @throws {CaseIncomplete} naming every required document that is not settled, and every open task of the stage */
export function requireDocuments(case_: Case, { playbook, at }: Surroundings): void {
  const missing = [...documentProblems(case_, playbook, at), ...taskProblems(case_, playbook)];
  if (missing.length > 0) throw new CaseIncomplete(missing);
}
