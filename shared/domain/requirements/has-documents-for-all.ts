import type { Case } from '../case/case.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { requirementsOf } from './requirements-of.ts';

/** Whether something has arrived for every mandatory document that is asked once per case (there being any). */
export function hasDocumentsForAll(case_: Case, playbook: Playbook): boolean {
  const asked = requirementsOf(case_, playbook, case_.updatedAt).filter(
    (requirement) => requirement.mandatory && requirement.memberId === undefined,
  );
  return (
    asked.length > 0 && asked.every(({ status }) => status !== 'open' && status !== 'rejected' && status !== 'expired')
  );
}
