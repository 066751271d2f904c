import type { RejectReason } from '../vocabulary.ts';
import type { Case } from './case.ts';
import { decide, replace } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { DocumentNotClean } from './refusals.ts';
import { requireDecidable } from './require-document.ts';
import { statusAfter } from './transitions.ts';

export interface DocumentRejection {
  readonly documentId: string;
  readonly reason: RejectReason;
}

/**
 * Turns a document down. A reason of the family `refuse` is for staff only.
 *
 * @throws {DocumentUnknown} {DocumentAlreadyDecided} {UploaderCannotDecide}
 * @throws {DocumentNotClean} before it has arrived and been scanned
 */
export function rejectDocument(case_: Case, { documentId, reason }: DocumentRejection, s: Surroundings): Decision {
  statusAfter(case_, 'reject_document');
  const document = requireDecidable(case_, documentId, s);
  if (document.scan === 'awaiting_upload' || document.scan === 'scanning') {
    throw new DocumentNotClean(documentId, document.scan);
  }
  const rejected = {
    ...document,
    status: 'rejected' as const,
    rejectReason: reason,
    decidedBy: s.caller.personId,
    decidedAt: s.at,
  };
  const { requirementId } = document;
  const fact = {
    type: 'document.rejected',
    documentId,
    reason,
    ...(requirementId !== undefined && { requirementId }),
  } as const;
  return decide(case_, { documents: replace(case_.documents, document, rejected) }, [fact], s.at);
}
