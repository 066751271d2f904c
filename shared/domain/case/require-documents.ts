import { CaseIncomplete, type InputError } from '../errors.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { requirementsOf } from '../requirements/requirements-of.ts';
import type { RequirementStatus } from '../vocabulary.ts';
import type { Case, Instant } from './case.ts';
import type { Surroundings } from './decision.ts';
import { taskProblems } from './require-task.ts';

const SETTLED: readonly RequirementStatus[] = ['accepted', 'waived', 'deferred', 'not_applicable'];

/** Required documents that are not settled. */
export function documentProblems(case_: Case, playbook: Playbook, at: Instant): readonly InputError[] {
  return requirementsOf(case_, playbook, at)
    .filter(({ mandatory, status }) => mandatory && !SETTLED.includes(status))
    .map(({ requirementId, label, status }) => ({
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
