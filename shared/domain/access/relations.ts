import type { Case } from '../case/case.ts';
import type { MemberRight, Playbook } from '../playbook/playbook.ts';
import type { Caller } from './caller.ts';

type Holds = (caller: Caller, case_: Case, playbook: Playbook) => boolean;

/** How a caller can stand to a case. The policy table names these; nothing else decides about a person and a case. */
export const RELATIONS = {
  any: () => true,
  /** The applicant in person, or the contact who acts for the applicant account and still belongs to it. */
  own: isApplicant,
  /** The applicant is the caller's account. */
  account: (caller, { applicant }) => applicant.kind === 'account' && applicant.accountId === caller.accountId,
  /** The applicant is an account for which the caller has an active relation. */
  related_account: isRelated,
  related_draft: (caller, case_) => case_.status === 'draft' && isRelated(caller, case_),
  assigned: (caller, { assignee }) => assignee === caller.personId,
  /** Any case but one's own: nobody approves what they work on. */
  not_assigned: (caller, { assignee }) => assignee !== caller.personId,
  group: (caller, { group }) => caller.groups.includes(group),
  offered: (caller, { offer }) => offer?.assignee === caller.personId,
  /** A draft that the caller opened, or that the system opened for the caller's group. */
  draft_opener: (caller, { status, openedBy, group }) =>
    status === 'draft' &&
    (openedBy === caller.personId || (openedBy.startsWith('system:') && caller.groups.includes(group))),
  right_read: (caller, case_, playbook) => hasRight(caller, case_, playbook, 'read'),
  right_edit: (caller, case_, playbook) => hasRight(caller, case_, playbook, 'edit'),
  right_upload: (caller, case_, playbook) => hasRight(caller, case_, playbook, 'upload'),
  right_decide: (caller, case_, playbook) => hasRight(caller, case_, playbook, 'decide'),
} as const satisfies Record<string, Holds>;

export type Relation = keyof typeof RELATIONS;

/** Whether the case is about the caller, as the applicant or as one of the members. */
export function isParty(caller: Caller, case_: Case): boolean {
  return isApplicant(caller, case_) || case_.members.some((member) => member.personId === caller.personId);
}

function isApplicant(caller: Caller, { applicant }: Case): boolean {
  if (applicant.kind === 'consumer') return applicant.consumerId === caller.personId;
  if (applicant.kind === 'prospect') return false;
  return applicant.contactId === caller.personId && applicant.accountId === caller.accountId;
}

function isRelated(caller: Caller, { applicant }: Case): boolean {
  return applicant.kind === 'account' && caller.partnerAccounts.includes(applicant.accountId);
}

function hasRight(caller: Caller, case_: Case, playbook: Playbook, right: MemberRight): boolean {
  return case_.members.some(
    (member) =>
      member.personId === caller.personId &&
      playbook.memberRoles.some((role) => role.id === member.role && role.rights.includes(right)),
  );
}
