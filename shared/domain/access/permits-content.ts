import type { Case, CaseDocument } from '../case/case.ts';
import type { Playbook } from '../playbook/playbook.ts';
import type { Caller } from './caller.ts';
import { isStaff } from './is-staff.ts';
import { type Permission, permits } from './permits.ts';
import { isParty, RELATIONS } from './relations.ts';

/**
 * Whether the caller may read the bytes of one document: staff by the policy; customers what they sent themselves, and
 * an account's administrator also what is about the account and not about one person.
 */
export function permitsContent(caller: Caller, document: CaseDocument, case_: Case, playbook: Playbook): Permission {
  const permission = permits(caller, 'read_document_content', case_, playbook);
  if (permission !== 'allow' || (isStaff(caller) && !isParty(caller, case_))) return permission;
  if (document.uploadedBy === caller.personId) return 'allow';
  const administers = caller.roles.includes('account-admin') && RELATIONS.account(caller, case_);
  return administers && isAboutTheAccount(document, playbook) ? 'allow' : 'forbid';
}

function isAboutTheAccount(document: CaseDocument, playbook: Playbook): boolean {
  const definition = playbook.requirements.find(({ id }) => id === document.requirementId);
  return definition?.per === 'case';
}
