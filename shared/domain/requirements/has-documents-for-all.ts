import type { Case } from '../case/case.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { definitionOf } from './definition-of.ts';
import { requirementsOf } from './requirements-of.ts';

/**
 * Whether something has arrived for every mandatory document that is asked once per case and is for everybody to know of
 * (there being any).
 */
export function hasDocumentsForAll(case_: Case, playbook: Playbook): boolean {
  const asked = requirementsOf(case_, playbook, case_.updatedAt).filter(
    ({ mandatory, memberId, requirementId }) =>
      mandatory && memberId === undefined && definitionOf(requirementId, playbook)?.visibleTo === undefined,
  );
  return (
    asked.length > 0 && asked.every(({ status }) => status !== 'open' && status !== 'rejected' && status !== 'expired')
  );
}
