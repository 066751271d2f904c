import type { Case, Instant } from '../../shared/domain/case/case.ts';
import { isOpenItem } from '../../shared/domain/case/info-request.ts';
import type { VariableValue } from '../../shared/domain/notifications/fill-text.ts';
import type { Notification } from '../../shared/domain/notifications/notification.ts';
import { viewerWhoReceives } from '../../shared/domain/notifications/viewer-who-receives.ts';
import { factsOf } from '../../shared/domain/playbook/facts-of.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { isItemVisible } from '../../shared/domain/requirements/count-owed.ts';
import { owed } from '../../shared/domain/requirements/owed.ts';
import { requirementsOf } from '../../shared/domain/requirements/requirements-of.ts';
import { isRequirementVisible, type Viewer } from '../../shared/domain/requirements/viewer.ts';
import type { Addressee } from './recipients.ts';

/** Everything that a template may speak of. There is nothing in it that a customer must not read. */
export interface MailView {
  readonly number: string;
  readonly name: string;
  readonly process: string;
  readonly facts: Notification['facts'];
  readonly stageTitle: (stage: unknown) => string;
  /** What is owed now, each with the reason why the last document was not taken. */
  readonly owed: readonly string[];
  /** Accepted, and soon no longer valid. */
  readonly expiring: readonly string[];
  readonly questions: readonly string[];
  readonly message: string;
  /** Variables of the playbook's texts. */
  readonly variable: VariableValue;
  /** Texts of the playbook's messages that the facts name. */
  readonly processMessages: readonly string[];
  readonly proposal: { readonly notes: string; readonly terms: readonly string[]; readonly until: string } | undefined;
  readonly dueDay: string | undefined;
  /** Who looks after the case, by the name on record. */
  readonly agentName: string;
  /** Day by which we expect to be done. */
  readonly expectedDay: string | undefined;
  /** Page of the case; `part` names a step of it. */
  readonly link: (part?: string) => string;
}

export function mailView(
  case_: Case,
  playbook: Playbook,
  { facts, to: recipient }: Notification,
  to: Addressee,
  where: { readonly portalUrl: string; readonly at: Instant; readonly agentName: string },
): MailView {
  const base = `${where.portalUrl}/cases/${case_.caseId}`;
  const viewer = viewerWhoReceives(recipient);
  const request = case_.infoRequests.find(({ number }) => number === facts['number']);
  const own = {
    number: case_.number,
    process: playbook.title,
    dueDay: dayOf(facts['dueAt'] ?? request?.dueAt),
    agentName: where.agentName,
    expectedDay: dayOf(case_.expectedAt),
  };
  return {
    ...own,
    variable: variablesOf(own, case_, playbook),
    name: to.name,
    facts,
    stageTitle: (stage) => Object.entries(playbook.stages).find(([id]) => id === stage)?.[1].title ?? '',
    owed: owedLines(case_, playbook, where.at, viewer),
    expiring: expiringLines(case_, playbook, where.at, viewer),
    questions: (request?.items ?? [])
      .filter((item) => isOpenItem(item) && isItemVisible(item, case_, playbook, viewer))
      .map((item) => item.label),
    message: request?.message ?? '',
    processMessages: messagesOf(playbook, facts['taskIds']),
    proposal: proposalOf(case_, playbook, facts['number']),
    link: (part) => (part === undefined ? base : `${base}#${part}`),
  };
}

/** What the variables of a playbook's texts stand for. */
function variablesOf(
  own: Readonly<Record<string, string | undefined>>,
  case_: Case,
  playbook: Playbook,
): VariableValue {
  const stageTitle = playbook.stages[case_.stage].title;
  const known = new Map(Object.entries({ ...own, applicantName: case_.applicant.name, stageTitle }));
  const facts = factsOf(case_, playbook);
  return (name) => known.get(name) ?? facts.get(name);
}

const messagesOf = ({ tasks }: Playbook, taskIds: unknown): readonly string[] =>
  tasks.flatMap(({ id, message }) => (Array.isArray(taskIds) && taskIds.includes(id) ? (message ?? []) : []));

function expiringLines(case_: Case, playbook: Playbook, at: Instant, viewer: Viewer): readonly string[] {
  return requirementsOf(case_, playbook, at)
    .filter(({ expiring, requirementId }) => expiring && isRequirementVisible(requirementId, case_, playbook, viewer))
    .map(({ label, expiresDate }) => `${label} (valid until ${dayOf(expiresDate)})`);
}

function owedLines(case_: Case, playbook: Playbook, at: Instant, viewer: Viewer): readonly string[] {
  const { currentlyDue, pastDue } = owed(case_, playbook, at, viewer);
  return [...pastDue, ...currentlyDue].map(({ label, reason }) =>
    reason === undefined ? label : `${label} (${REASONS[reason]})`,
  );
}

/** Why a document was not taken, and with that what to do about it. */
const REASONS: Readonly<Record<string, string>> = {
  blurry: 'the last one could not be read clearly: please send a sharper copy',
  missing_page: 'a page is missing: please send all pages',
  expired: 'the last one has expired: please send a valid one',
  wrong_type: 'this was another kind of document',
  wrong_person: 'this was a document of another person',
  password_protected: 'the file asks for a password: please send it without',
  too_old: 'the last one is too old: please send a recent one',
  partial: 'only a part of it arrived: please send the whole',
  unacceptable: 'we could not use the last one: please send another',
  unreadable: 'the file could not be opened safely: please send another',
};

function proposalOf({ proposals }: Case, playbook: Playbook, number: unknown): MailView['proposal'] {
  const proposal = proposals.find((one) => one.number === number);
  if (proposal === undefined) return undefined;
  const terms = playbook.proposal.resolutionCodes.find(({ code }) => code === proposal.resolutionCode)?.terms ?? [];
  return {
    notes: proposal.notes,
    terms: terms.flatMap(({ id, label }) =>
      proposal.terms[id] === undefined ? [] : [`${label}: ${said(proposal.terms[id])}`],
    ),
    until: dayOf(proposal.expiresAt) ?? '',
  };
}

/** A value of the terms in words: codes such as `business_current` lose their underscores. */
function said(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value).replaceAll('_', ' ');
}

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const dayOf = (instant: unknown): string | undefined =>
  typeof instant === 'string' ? DAY.format(new Date(instant)) : undefined;
