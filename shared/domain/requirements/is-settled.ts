import type { Case, Instant } from '../case/case.ts';
import type { Playbook } from '../playbook/playbook.ts';
import type { RequirementStatus } from '../vocabulary.ts';
import type { Requirement } from './requirement.ts';
import { requirementsOf } from './requirements-of.ts';

const SETTLED: readonly RequirementStatus[] = ['accepted', 'waived', 'deferred', 'not_applicable'];

/** Nothing more is to come for it, at least for now. */
export const isSettled = ({ status }: Pick<Requirement, 'status'>): boolean => SETTLED.includes(status);

/** What a case must not go on without. */
export function unsettled(case_: Case, playbook: Playbook, at: Instant): readonly Requirement[] {
  return requirementsOf(case_, playbook, at).filter((one) => one.mandatory && !isSettled(one));
}
