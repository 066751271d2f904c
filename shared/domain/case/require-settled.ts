import { CaseIncomplete } from '../errors.ts';
import { unsettled } from '../requirements/is-settled.ts';
import type { Case } from './case.ts';
import type { Surroundings } from './decision.ts';

/** @throws {CaseIncomplete} naming every required document that is not accepted, waived or deferred */
export function requireSettled(case_: Case, { playbook, at }: Pick<Surroundings, 'playbook' | 'at'>): void {
  const missing = unsettled(case_, playbook, at).map(({ requirementId, label, status }) => ({
    pointer: `/requirements/${requirementId}`,
    code: `requirement.${status}`,
    message: `${label} is not accepted yet.`,
  }));
  if (missing.length > 0) throw new CaseIncomplete(missing);
}
