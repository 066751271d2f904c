import type { Caller } from '../access/caller.ts';
import { isStaff } from '../access/is-staff.ts';
import { isParty, RELATIONS } from '../access/relations.ts';
import type { Case, CaseDocument } from '../case/case.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { definitionOf, partsOf } from './definition-of.ts';

/** From where somebody looks at a checklist. */
export interface Viewer {
  /** `applicant`: who speaks for the applicant, or administers its account. `other`: members, partners. */
  readonly side: 'staff' | 'applicant' | 'other';
  readonly personId?: string;
  /** Members of the case that they are. */
  readonly memberIds: readonly string[];
}

export const SEES_ALL: Viewer = { side: 'staff', memberIds: [] };

/** Staff who are a party to the case look at it as customers. */
export function viewerOf(caller: Caller, case_: Case): Viewer {
  if (isStaff(caller) && !isParty(caller, case_)) return SEES_ALL;
  const { personId, roles } = caller;
  const speaks = RELATIONS.own(caller, case_) || (roles.includes('account-admin') && RELATIONS.account(caller, case_));
  return { side: speaks ? 'applicant' : 'other', personId, memberIds: membersWho(personId, case_) };
}

/** The viewer that a person or account on record is, who is not staff. */
export function viewerOfParty(partyId: string, case_: Case): Viewer {
  const { applicant } = case_;
  const own =
    applicant.kind === 'consumer'
      ? [applicant.consumerId]
      : applicant.kind === 'account'
        ? [applicant.contactId, applicant.accountId]
        : [];
  const side = own.includes(partyId) ? 'applicant' : 'other';
  return { side, personId: partyId, memberIds: membersWho(partyId, case_) };
}

const membersWho = (personId: string, { members }: Case): readonly string[] =>
  members.filter((member) => member.personId === personId).map(({ memberId }) => memberId);

/** Whether the viewer may know that this is asked: it is meant for them, or they answered it. */
export function isRequirementVisible(requirementId: string, case_: Case, playbook: Playbook, viewer: Viewer): boolean {
  if (isMeantFor(requirementId, playbook, viewer)) return true;
  return case_.documents.some((document) => document.requirementId === requirementId && isOwn(document, viewer));
}

/** Whether the viewer may know that this document is there. */
export function isDocumentVisible(document: CaseDocument, playbook: Playbook, viewer: Viewer): boolean {
  const { requirementId } = document;
  return requirementId === undefined || isOwn(document, viewer) || isMeantFor(requirementId, playbook, viewer);
}

const isOwn = ({ uploadedBy }: CaseDocument, { personId }: Viewer): boolean => uploadedBy === personId;

/** What is asked of no member in particular and is for its member alone is the applicant's. */
function isMeantFor(requirementId: string, playbook: Playbook, { side, memberIds }: Viewer): boolean {
  const rule = definitionOf(requirementId, playbook)?.visibleTo;
  if (side === 'staff' || rule === undefined) return true;
  const { memberId } = partsOf(requirementId);
  if (rule === 'member' && memberId !== undefined) return memberIds.includes(memberId);
  return side === 'applicant';
}
