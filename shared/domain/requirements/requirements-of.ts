import type { Case, Instant, RequirementDecision } from '../case/case.ts';
import { oncePerCase } from '../playbook/once-per-case.ts';
import type { Playbook } from '../playbook/playbook.ts';
import type { RequirementStatus } from '../vocabulary.ts';
import { type DocumentVerdict, documentStatus, newestFirst } from './document-status.ts';
import { documentsDueAt, dueClass } from './due-class.ts';
import type { Requirement } from './requirement.ts';
import { type Slot, slotsOf } from './slots.ts';

/** The checklist of a case at `at`: what applies now, each with the state of its documents and decisions. */
export function requirementsOf(case_: Case, playbook: Playbook, at: Instant): readonly Requirement[] {
  return derived(case_, playbook, at);
}

const derived = oncePerCase((case_, playbook, at): readonly Requirement[] =>
  slotsOf(case_, playbook).map((slot) => requirement(slot, case_, at)),
);

function requirement({ definition, member, requirementId }: Slot, case_: Case, at: Instant): Requirement {
  const documents = newestFirst(case_.documents.filter((document) => document.requirementId === requirementId));
  const verdict = documentStatus(documents, at.slice(0, 10));
  const decision = standingDecision(case_, requirementId, at);
  const status = withDecision(verdict, decision);
  const due = definition.mandatory ? dueClass(status, case_, at) : pendingOnly(status, case_, at);
  const dueAt = dueDate(status, due, decision, case_);
  const { id: definitionId, label, instruction, oneOf, mediaTypes, mandatory } = definition;
  return {
    requirementId,
    definitionId,
    ...(member && { memberId: member.memberId }),
    label: member === undefined ? label : `${label}: ${member.name}`,
    instruction,
    oneOf,
    mediaTypes,
    mandatory,
    status,
    dueClass: due,
    documentIds: documents.map(({ documentId }) => documentId),
    ...(status === verdict.status && verdict.reason && { reason: verdict.reason }),
    ...(dueAt && { dueAt }),
  };
}

/** A waiver or deferral stands when a second person approved it, a deferral until the end of its day. */
function standingDecision(case_: Case, requirementId: string, at: Instant): RequirementDecision | undefined {
  return case_.requirementDecisions.findLast(
    (decision) =>
      decision.requirementId === requirementId &&
      decision.approvedBy !== undefined &&
      decision.approvedBy !== decision.requestedBy &&
      (decision.decision === 'waived' || (decision.untilDate ?? '') >= at.slice(0, 10)),
  );
}

function withDecision(verdict: DocumentVerdict, decision: RequirementDecision | undefined): RequirementStatus {
  return decision === undefined || verdict.status === 'accepted' ? verdict.status : decision.decision;
}

/** An optional document is never owed, but one that was sent is still looked at. */
function pendingOnly(status: RequirementStatus, case_: Case, at: Instant): Requirement['dueClass'] {
  return dueClass(status, case_, at) === 'pending_verification' ? 'pending_verification' : 'none';
}

function dueDate(
  status: RequirementStatus,
  due: Requirement['dueClass'],
  decision: RequirementDecision | undefined,
  case_: Case,
): Instant | undefined {
  if (status === 'deferred' && decision?.untilDate !== undefined) return `${decision.untilDate}T23:59:59.999Z`;
  return due === 'currently_due' || due === 'past_due' ? documentsDueAt(case_) : undefined;
}
