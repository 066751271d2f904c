import type { Caller } from '../domain/access/caller.ts';
import { isStaff } from '../domain/access/is-staff.ts';
import type { Case, CaseDocument, Instant } from '../domain/case/case.ts';
import type { DocumentSource } from '../domain/case/document-source.ts';
import { replacementOf } from '../domain/case/revisions.ts';
import type { Playbook } from '../domain/playbook/playbook.ts';
import { customerReason } from '../domain/requirements/customer-reason.ts';
import { isDocumentVisible, viewerOf } from '../domain/requirements/viewer.ts';

/** Who looks at the documents of which case, by which playbook, and when. */
export interface DocumentLook {
  readonly case_: Case;
  readonly caller: Caller;
  readonly playbook: Playbook;
  readonly at: Instant;
}

/** The documents that the caller may know of, in the order in which they came. */
export function visibleDocuments({ case_, caller, playbook }: Omit<DocumentLook, 'at'>): readonly CaseDocument[] {
  const viewer = viewerOf(caller, case_);
  return case_.documents.filter((document) => isDocumentVisible(document, playbook, viewer));
}

export function presentDocuments(look: DocumentLook) {
  const visible = visibleDocuments(look);
  return visible.map((document) => presentDocument(document, look, visible));
}

/** A document as the caller may see it: where its bytes are is nobody's business, why it was refused partly. */
export function presentDocument(document: CaseDocument, look: DocumentLook, visible = visibleDocuments(look)) {
  const { objectKey: _key, objectVersion: _version, sha256: _digest, ...known } = document;
  const { decidedBy, rejectReason, expiryTold: _told, reusedFrom, ...shown } = known;
  const staff = isStaff(look.caller);
  const successor = replacementOf(document, look.case_, look.playbook, look.at);
  const replacedBy = visible.find(({ documentId }) => documentId === successor)?.documentId;
  return {
    ...shown,
    ...(staff && decidedBy !== undefined && { decidedBy }),
    ...(rejectReason !== undefined && { rejectReason: staff ? rejectReason : customerReason(rejectReason) }),
    ...(replacedBy !== undefined && { replacedBy }),
    ...(reusedFrom !== undefined && { reusedFrom: presentSource(reusedFrom, staff) }),
  };
}

/** Others on this case need not know of the applicant's other cases. */
const presentSource = ({ caseId, documentId, acceptedAt }: DocumentSource, staff: boolean) =>
  staff ? { acceptedAt, caseId, documentId } : { acceptedAt };
