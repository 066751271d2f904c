import type { Caller } from '../../shared/domain/access/caller.ts';
import { addMember } from '../../shared/domain/case/add-member.ts';
import { applicationSnapshot } from '../../shared/domain/case/application-snapshot.ts';
import type { AnswerValue, Case, Instant } from '../../shared/domain/case/case.ts';
import { completeStep } from '../../shared/domain/case/complete-step.ts';
import { createCase } from '../../shared/domain/case/create-case.ts';
import type { Decision, Surroundings } from '../../shared/domain/case/decision.ts';
import { recordScan } from '../../shared/domain/case/record-scan.ts';
import { reviewContext } from '../../shared/domain/case/review-context.ts';
import { saveAnswers } from '../../shared/domain/case/save-answers.ts';
import { submitCase } from '../../shared/domain/case/submit-case.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { systemCaller } from '../../shared/events/system-command.ts';
import type { CaseChange } from '../../shared/store/ports.ts';
import { FORMS, PEOPLE, REQUIREMENTS } from './application.ts';
import { PLACEHOLDER } from './placeholders.ts';
import { playOn } from './play-on.ts';
import { announce, type CaseState, CONTACT, type Player, type Rule } from './player.ts';

export interface Play {
  readonly playbook: Playbook;
  readonly state: CaseState;
  /** When the draft was opened. */
  readonly at: Instant;
  /** Who reads the case, and takes it. */
  readonly agent: Caller;
}

const PAUSE_MS = 7 * 60_000;

/**
 * Plays a company's application by the product's own rules: 3 members, 6 documents and 30 events until it is assigned.
 * @returns its changes in order, as the store takes them
 */
export function playCase({ playbook, state, at, agent }: Play): readonly CaseChange[] {
  let ids = 0;
  const newId = (prefix: string): string => {
    ids += 1;
    return `${prefix}_${PLACEHOLDER.ulid}${String(ids).padStart(3, '0')}`;
  };
  const changes: CaseChange[] = [];
  const surroundingsOf = (caller: Caller): Surroundings => {
    const now = new Date(Date.parse(at) + changes.length * PAUSE_MS).toISOString();
    return { at: now, caller, playbook, newId };
  };
  const keep = (before: Case | undefined, decision: Decision, { at: when, caller }: Surroundings, more = {}): void => {
    const correlationId = `import-${changes.length + 1}`;
    changes.push({ before, after: decision.case, facts: decision.facts, caller, at: when, correlationId, ...more });
  };
  const play: Player = (caller, rule, snapshot) => {
    const before = changes.at(-1)!.after;
    const surroundings = surroundingsOf(caller);
    const decision = rule(before, surroundings);
    keep(before, decision, surroundings, snapshot && { snapshot: snapshot(decision.case) });
  };
  const first = surroundingsOf(CONTACT);
  keep(undefined, open(first), first);
  apply(play, state);
  if (state !== 'draft') {
    play(agent, (case_, s) => reviewContext(case_, { materialVersion: case_.materialVersion }, s));
    playOn(play, { state, agent, playbook, current: () => changes.at(-1)!.after });
  }
  return changes;
}

function open(surroundings: Surroundings): Decision {
  const { number, accountId, contactId, companyName } = PLACEHOLDER;
  const applicant = { kind: 'account', accountId, contactId, name: companyName } as const;
  return createCase({ number, applicant, channel: 'web' }, surroundings);
}

function apply(play: Player, state: CaseState): void {
  for (const [stepId, answers] of Object.entries(FORMS)) fillForm(play, stepId, answers);
  for (const person of PEOPLE) play(CONTACT, (case_, s) => addMember(case_, person, s));
  play(CONTACT, (case_, s) => completeStep(case_, { stepId: 'people' }, s));
  if (state === 'draft') return;
  sendDocuments(play, state);
  play(CONTACT, (case_, s) => completeStep(case_, { stepId: 'documents' }, s));
  const submit: Rule = (case_, s) => submitCase(case_, { materialVersion: case_.materialVersion }, s);
  play(CONTACT, submit, applicationSnapshot);
}

function fillForm(play: Player, stepId: string, answers: Readonly<Record<string, AnswerValue>>): void {
  play(CONTACT, (case_, s) => saveAnswers(case_, { stepId, answers }, s));
  play(CONTACT, (case_, s) => completeStep(case_, { stepId }, s));
}

/** Upload and scan are an event each; the last document of an assigned case came by mail and was scanned before. */
function sendDocuments(play: Player, state: CaseState): void {
  const scanner = systemCaller('scan');
  for (const [index, requirementId] of REQUIREMENTS.entries()) {
    const scanned = { objectVersion: `7Jq2yKxT0cVbPzLmN4wRsA${index}`, verdict: 'clean' } as const;
    if (state === 'assigned' && index === REQUIREMENTS.length - 1) {
      play(scanner, announce(requirementId, { scanned }));
      continue;
    }
    play(CONTACT, announce(requirementId));
    const report = (case_: Case) => ({ ...scanned, documentId: case_.documents.at(-1)!.documentId });
    play(scanner, (case_, s) => recordScan(case_, report(case_), s));
  }
}
