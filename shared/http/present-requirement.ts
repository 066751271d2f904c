import { isStaff } from '../domain/access/is-staff.ts';
import type { RequirementDecision } from '../domain/case/requirement-decision.ts';
import type { Requirement } from '../domain/requirements/requirement.ts';
import { requirementsOf } from '../domain/requirements/requirements-of.ts';
import { isRequirementVisible, viewerOf } from '../domain/requirements/viewer.ts';
import { type DocumentLook, visibleDocuments } from './present-document.ts';

/** The checklist as the caller may know of it. A reason is one that customers may read, whoever asks. */
export function presentChecklist(look: DocumentLook) {
  const { case_, caller, playbook, at } = look;
  const viewer = viewerOf(caller, case_);
  const known = new Set(visibleDocuments(look).map(({ documentId }) => documentId));
  return requirementsOf(case_, playbook, at)
    .filter(({ requirementId }) => isRequirementVisible(requirementId, case_, playbook, viewer))
    .map((requirement) => presentRequirement(requirement, known, isStaff(caller)));
}

function presentRequirement(requirement: Requirement, known: ReadonlySet<string>, staff: boolean) {
  const { mediaTypes: _types, decision, documentIds, ...shown } = requirement;
  return {
    ...shown,
    documentIds: documentIds.filter((documentId) => known.has(documentId)),
    ...(staff && decision !== undefined && { decision: presentDecision(decision) }),
  };
}

function presentDecision({ requirementId: _id, ended, ...decision }: RequirementDecision) {
  const state = ended?.as ?? (decision.approvedBy === undefined ? 'requested' : 'approved');
  return {
    ...decision,
    state,
    ...(ended !== undefined && { endedBy: ended.by, endedAt: ended.at }),
    ...(ended?.reason !== undefined && { endedBecause: ended.reason }),
  };
}
