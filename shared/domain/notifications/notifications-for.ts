import type { Case, Member } from '../case/case.ts';
import type { Fact } from '../events/fact.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { definitionOf, partsOf } from '../requirements/definition-of.ts';
import { slotsOf } from '../requirements/slots.ts';
import { isRequirementVisible } from '../requirements/viewer.ts';
import type { Notification, Recipient } from './notification.ts';
import { type Audience, RULES, type Rule } from './rules.ts';
import { viewerWhoReceives } from './viewer-who-receives.ts';

/** Whether an event can call for mail: told by its facts alone, so that for most events nobody has to look at the case. */
export const mayCallForMail = (facts: readonly Fact[]): boolean =>
  facts.some((fact) => (RULES[fact.type] ?? []).some(({ when }) => when === undefined || when(fact)));

/**
 * Everything that has to be sent because of the facts of one event. A recipient who does not exist (no owner yet, no
 * members with that right) gets nothing.
 *
 * @param case_ the case after the event, or later
 */
export function notificationsFor(facts: readonly Fact[], case_: Case, playbook: Playbook): readonly Notification[] {
  return facts.flatMap((fact) =>
    (RULES[fact.type] ?? [])
      .filter(({ when, whenCase }) => (when?.(fact) ?? true) && (whenCase?.(case_, fact) ?? true))
      .flatMap((rule) => notifications(rule, fact, case_, playbook)),
  );
}

function notifications(rule: Rule, fact: Fact, case_: Case, playbook: Playbook): readonly Notification[] {
  const { type: _, ...facts } = fact;
  const key = [rule.template, ...(rule.key ?? []).map((detail) => String(fact[detail]))].join(':');
  const recipients = rule.to
    .flatMap((audience) => recipientsOf(audience, fact, case_, playbook))
    .filter((to) => rule.aboutRequirements !== true || isConcerned(to, fact, case_, playbook));
  return recipients.map((to) => ({ template: rule.template, to, key: [key, to.memberId ?? to.kind].join(':'), facts }));
}

function recipientsOf(audience: Audience, fact: Fact, case_: Case, playbook: Playbook): readonly Recipient[] {
  switch (audience) {
    case 'applicant':
      return [applicant(case_)];
    case 'assignee':
      return case_.assignee === undefined ? [] : [{ kind: 'assignee', personId: case_.assignee }];
    case 'owner_or_group':
      return [case_.assignee === undefined ? { kind: 'group' } : { kind: 'assignee', personId: case_.assignee }];
    case 'opener':
      return staffOpener(case_);
    case 'opener_or_group':
      return openerOrGroup(case_);
    case 'applicant_or_opener':
      return isReachable(case_) ? [applicant(case_)] : openerOrGroup(case_);
    case 'offered':
      return [{ kind: 'assignee', personId: String(fact['assignee']) }];
    case 'deciders':
      return deciders(case_, playbook).map(memberRecipient);
    case 'asked':
      return asked(case_, playbook, fact).map(memberRecipient);
    case 'concerned':
      return concerned(case_, playbook, fact).map(memberRecipient);
    case 'group':
    case 'supervisors':
      return [{ kind: audience }];
  }
}

/** Who speaks for the applicant. A prospect is nobody on record yet: the address is on the case. */
function applicant({ applicant }: Case): Recipient {
  if (applicant.kind === 'consumer') return { kind: 'applicant', personId: applicant.consumerId };
  if (applicant.kind === 'account') return { kind: 'applicant', personId: applicant.contactId };
  return { kind: 'applicant' };
}

/** An address that only came in by mail is nobody's yet: nothing is sent there. */
function isReachable({ applicant, openedBy }: Case): boolean {
  return applicant.kind !== 'prospect' || (applicant.prospect.email !== undefined && !openedBy.startsWith('system:'));
}

/** Drafts are also opened by customers and by the system. */
function staffOpener({ openedBy }: Case): readonly Recipient[] {
  return /^(consumer_|contact_|system:)/.test(openedBy) ? [] : [{ kind: 'assignee', personId: openedBy }];
}

function openerOrGroup(case_: Case): readonly Recipient[] {
  const opener = staffOpener(case_);
  return opener.length > 0 ? opener : [{ kind: 'group' }];
}

function memberRecipient({ memberId, personId }: Member): Recipient {
  return { kind: 'member', memberId, ...(personId !== undefined && { personId }) };
}

function deciders(case_: Case, { memberRoles }: Playbook): readonly Member[] {
  const roles = new Set(memberRoles.filter(({ rights }) => rights.includes('decide')).map(({ id }) => id));
  return others(case_, (member) => roles.has(member.role));
}

/** Members of whom the request that the fact names wants a document. */
function concerned(case_: Case, playbook: Playbook, fact: Fact): readonly Member[] {
  const request = case_.infoRequests.find(({ number }) => number === fact['number']);
  const wanted = new Set((request?.items ?? []).map(({ requirementId }) => requirementId));
  const slots = slotsOf(case_, playbook).filter(({ requirementId }) => wanted.has(requirementId));
  const memberIds = new Set(slots.map(({ member }) => member?.memberId));
  return others(case_, ({ memberId }) => memberIds.has(memberId));
}

/** Requirements that a fact is about; of a reminder, those that the verification found. */
function requirementsIn(fact: Fact, { verification }: Case): readonly string[] {
  const lists = [fact['missing'], fact['invalid'], fact['requirementIds']].filter((list) => Array.isArray(list));
  const found =
    fact.type === 'checklist.reminded' && verification !== undefined
      ? [verification.missing, verification.invalid]
      : [];
  return [...lists, ...found].flat();
}

/** Members of whom alone something is asked that the fact is about. */
function asked(case_: Case, playbook: Playbook, fact: Fact): readonly Member[] {
  const alone = requirementsIn(fact, case_).filter((id) => definitionOf(id, playbook)?.visibleTo === 'member');
  const memberIds = new Set(alone.map((id) => partsOf(id).memberId));
  return others(case_, ({ memberId }) => memberIds.has(memberId));
}

/** A fact that names no requirements is for everybody. */
function isConcerned(to: Recipient, fact: Fact, case_: Case, playbook: Playbook): boolean {
  const ids = requirementsIn(fact, case_);
  const viewer = viewerWhoReceives(to);
  return ids.length === 0 || ids.some((id) => isRequirementVisible(id, case_, playbook, viewer));
}

/** Members that can be written to and are not the applicant's own person, who is told anyway. */
function others(case_: Case, isMeant: (member: Member) => boolean): readonly Member[] {
  const own = applicant(case_).personId;
  return case_.members.filter(
    (member) =>
      isMeant(member) &&
      (member.email !== undefined || member.personId !== undefined) &&
      (member.personId === undefined || member.personId !== own),
  );
}
