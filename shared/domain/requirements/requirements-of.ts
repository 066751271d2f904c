import { dateOf } from '../calendar.ts';
import type { Case, Instant } from '../case/case.ts';
import type { RequirementDecision } from '../case/requirement-decision.ts';
import { oncePerCase } from '../playbook/once-per-case.ts';
import type { DocumentRequirement, Playbook } from '../playbook/playbook.ts';
import type { RequirementStatus } from '../vocabulary.ts';
import { deferredUntil, newestDecision, standingDecision } from './decisions.ts';
import { type DocumentVerdict, documentStatus, newestFirst } from './document-status.ts';
import { documentsDueAt, dueClass } from './due-class.ts';
import { firstExpiry, isExpiring, startAfter } from './expiry.ts';
import type { ProofRules, Requirement } from './requirement.ts';
import { formerSlotsOf, type Slot, slotsOf } from './slots.ts';

/**
 * The checklist of a case at `at`: what applies now, each with the state of its documents and decisions, and at the end
 * what no longer applies but was answered.
 */
export function requirementsOf(case_: Case, playbook: Playbook, at: Instant): readonly Requirement[] {
  return derived(case_, playbook, at);
}

const derived = oncePerCase((case_, playbook, at): readonly Requirement[] => [
  ...slotsOf(case_, playbook).map((slot) => applicable(slot, case_, at)),
  ...formerSlotsOf(case_, playbook).map((slot) => described(slot, case_, 'not_applicable')),
]);

function applicable(slot: Slot, case_: Case, at: Instant): Requirement {
  const { definition, requirementId } = slot;
  const documents = documentsOf(case_, requirementId);
  const verdict = documentStatus(documents, dateOf(at), definition.copies);
  const decision = standingDecision(case_, requirementId, at);
  const status = withDecision(verdict, decision);
  const since = owedSince(verdict, case_, requirementId, at);
  const due = definition.mandatory ? dueClass(status, case_, at, since) : pendingOnly(status, case_, at);
  const dueAt = dueDate(status, due, decision, () => documentsDueAt(case_, since));
  const expiresDate = status === 'accepted' ? firstExpiry(verdict.standing) : undefined;
  return {
    ...described(slot, case_, status, verdict),
    dueClass: due,
    ...(status === verdict.status && verdict.reason && { reason: verdict.reason }),
    ...(dueAt && { dueAt }),
    ...(expiresDate !== undefined && { expiresDate }),
    ...(isExpiring(expiresDate, definition, at) && { expiring: true }),
  };
}

function described(slot: Slot, case_: Case, status: RequirementStatus, verdict?: DocumentVerdict): Requirement {
  const { definition, member, requirementId } = slot;
  const { id: definitionId, label, instruction, oneOf, mediaTypes, mandatory, copies: needed = 1 } = definition;
  const accepted = (verdict?.standing ?? []).filter((document) => document.status === 'accepted').length;
  const decision = newestDecision(case_, requirementId);
  return {
    requirementId,
    definitionId,
    ...(member && { memberId: member.memberId }),
    label: member === undefined ? label : `${label}: ${member.name}`,
    instruction,
    oneOf,
    mediaTypes,
    mandatory,
    rules: rulesOf(definition),
    status,
    dueClass: 'none',
    copies: { needed, accepted },
    documentIds: documentsOf(case_, requirementId).map(({ documentId }) => documentId),
    ...(decision && { decision }),
  };
}

const documentsOf = (case_: Case, requirementId: string) =>
  newestFirst(case_.documents.filter((document) => document.requirementId === requirementId));

function rulesOf({ maximumAgeMonths, certified, languages, ...more }: DocumentRequirement): ProofRules {
  return {
    ...(maximumAgeMonths !== undefined && { maximumAgeMonths }),
    ...(certified === true && { certified }),
    ...(languages !== undefined && { languages }),
    waivable: more.waivable,
    deferrable: more.deferrable,
    reusable: more.reusable === true,
  };
}

function withDecision(verdict: DocumentVerdict, decision: RequirementDecision | undefined): RequirementStatus {
  return decision === undefined || verdict.status === 'accepted' ? verdict.status : decision.decision;
}

/** From when on something is owed that was settled before: its document or its deferral has run out. */
function owedSince(verdict: DocumentVerdict, case_: Case, requirementId: string, at: Instant): Instant | undefined {
  const expired = case_.documents.find(({ documentId }) => documentId === verdict.documentId)?.expiresDate;
  const ran = verdict.status === 'expired' ? expired : deferredUntil(case_, requirementId, at);
  return ran === undefined ? undefined : startAfter(ran);
}

/** An optional document is never owed, but one that was sent is still looked at. */
function pendingOnly(status: RequirementStatus, case_: Case, at: Instant): Requirement['dueClass'] {
  return dueClass(status, case_, at) === 'pending_verification' ? 'pending_verification' : 'none';
}

function dueDate(
  status: RequirementStatus,
  due: Requirement['dueClass'],
  decision: RequirementDecision | undefined,
  deadline: () => Instant | undefined,
): Instant | undefined {
  if (status === 'deferred' && decision?.untilDate !== undefined) return `${decision.untilDate}T23:59:59.999Z`;
  return due === 'currently_due' || due === 'past_due' ? deadline() : undefined;
}
