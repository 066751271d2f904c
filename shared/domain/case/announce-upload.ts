import { InputInvalid, LimitExceeded } from '../errors.ts';
import type { Slot } from '../requirements/slots.ts';
import type { ScanStatus } from '../vocabulary.ts';
import { CAPS, MAXIMUM_DOCUMENT_BYTES } from './caps.ts';
import type { Case, CaseDocument } from './case.ts';
import { decide, unchanged } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { requireText } from './input-text.ts';
import { scanFacts } from './record-scan.ts';
import { requireSlot } from './require-document.ts';
import { nextRevision } from './revisions.ts';
import { statusAfter } from './transitions.ts';

export interface Upload {
  /** A new one unless given; of an attachment it follows from the message, so that the same message twice adds nothing. */
  readonly documentId?: string;
  /** Requirement that it answers; unclassified without one. */
  readonly requirementId?: string;
  /** Kind of proof that the sender says it is. */
  readonly kind?: string;
  readonly fileName: string;
  /** `type/subtype` in lower case. */
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** SHA-256 of the bytes, base64. */
  readonly sha256: string;
  /** Where the bytes go. */
  readonly objectKey: string;
  /** Who sent it, when the system only passes it on. */
  readonly uploadedBy?: string;
  /** Verdict of a scan that came before the document did. */
  readonly scanned?: {
    readonly objectVersion: string;
    readonly verdict: Exclude<ScanStatus, 'awaiting_upload' | 'scanning'>;
  };
}

/**
 * Makes room for a document whose bytes are about to come. It counts for nothing until a scan has found it clean.
 *
 * @throws {InputInvalid} when it is empty, larger than 25 MB, without a name, or not what the requirement takes
 * @throws {LimitExceeded} at 300 documents
 */
export function announceUpload(case_: Case, input: Upload, s: Surroundings): Decision {
  statusAfter(case_, 'upload_document');
  if (case_.documents.some(({ documentId }) => documentId === input.documentId)) return unchanged(case_);
  requireSize(input.sizeBytes);
  if (input.requirementId !== undefined)
    requireKind(input.kind, requireSlot(case_, input.requirementId, input.mediaType, s));
  if (case_.documents.length >= CAPS.documents) throw new LimitExceeded('documents', CAPS.documents);
  const document = newDocument(case_, input, s);
  const { documentId, requirementId } = document;
  const announced = {
    type: 'document.announced',
    documentId,
    ...(requirementId !== undefined && { requirementId }),
  } as const;
  const facts = [announced, ...(document.objectVersion === undefined && !input.scanned ? [] : scanFacts(document))];
  return decide(case_, { documents: [...case_.documents, document] }, facts, s.at);
}

function newDocument(case_: Case, input: Upload, { at, caller, newId }: Surroundings): CaseDocument {
  const {
    documentId = newId('doc'),
    requirementId,
    kind,
    fileName,
    mediaType,
    sizeBytes,
    sha256,
    objectKey,
    scanned,
  } = input;
  return {
    documentId,
    ...(requirementId !== undefined && { requirementId, revision: nextRevision(case_, requirementId) }),
    ...(kind !== undefined && { kind }),
    fileName: requireText(fileName, '/fileName'),
    mediaType,
    sizeBytes,
    sha256,
    objectKey,
    ...(scanned !== undefined && { objectVersion: scanned.objectVersion }),
    scan: scanned?.verdict ?? 'awaiting_upload',
    status: requirementId === undefined ? 'unclassified' : 'submitted',
    uploadedBy: input.uploadedBy ?? caller.personId,
    channel: caller.channel,
    uploadedAt: at,
  };
}

function requireSize(sizeBytes: number): void {
  if (sizeBytes > 0 && sizeBytes <= MAXIMUM_DOCUMENT_BYTES) return;
  const message = `A document has 1 to ${MAXIMUM_DOCUMENT_BYTES} bytes.`;
  throw new InputInvalid([{ pointer: '/sizeBytes', code: 'document.size', message }]);
}

function requireKind(kind: string | undefined, { definition }: Slot): void {
  if (kind === undefined || definition.oneOf.includes(kind)) return;
  const message = `The requirement takes one of ${definition.oneOf.join(', ')}.`;
  throw new InputInvalid([{ pointer: '/kind', code: 'document.kind-unknown', message }]);
}
