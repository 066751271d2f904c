import { dateOf } from '../calendar.ts';
import { LimitExceeded } from '../errors.ts';
import { partsOf } from '../requirements/definition-of.ts';
import { hasExpired } from '../requirements/document-status.ts';
import { CAPS } from './caps.ts';
import type { Case, CaseDocument } from './case.ts';
import { decide } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { requireRequirement } from './exception.ts';
import { DocumentNotReusable } from './exception-refusals.ts';
import { DocumentUnknown } from './refusals.ts';
import { requireSlot } from './require-document.ts';
import { nextRevision } from './revisions.ts';
import { statusAfter } from './transitions.ts';

export interface Reuse {
  readonly requirementId: string;
  readonly documentId: string;
}

/**
 * Brings a document here that was accepted for the same party on another case. It is the same object, so its bytes were
 * scanned; whether it proves this requirement, today, somebody still decides.
 *
 * @param source the case that the document is on, if the caller may know of both
 * @throws {RequirementUnknown} {InputInvalid} {LimitExceeded}
 * @throws {DocumentUnknown} when there is no such document of the same party
 * @throws {DocumentNotReusable} when the requirement does not allow it, or the document is not accepted, valid and clean,
 * or another kind of proof, or here already
 */
export function reuseDocument(
  case_: Case,
  { requirementId, documentId }: Reuse,
  source: Case | undefined,
  s: Surroundings,
): Decision {
  statusAfter(case_, 'reuse_document');
  requireRequirement(case_, requirementId, s);
  const document = source?.documents.find((one) => one.documentId === documentId);
  if (source === undefined || document === undefined || !isOfSameParty(document, source, case_, requirementId)) {
    throw new DocumentUnknown(documentId);
  }
  const { definition } = requireSlot(case_, requirementId, document.mediaType, s);
  const isHere = case_.documents.some(
    ({ sha256, requirementId: bound }) => sha256 === document.sha256 && bound === requirementId,
  );
  const { kind = '' } = document;
  if (definition.reusable !== true || !definition.oneOf.includes(kind) || !isValid(document, s) || isHere) {
    throw new DocumentNotReusable(documentId);
  }
  if (case_.documents.length >= CAPS.documents) throw new LimitExceeded('documents', CAPS.documents);
  const reused = asReused(document, source, s);
  const revision = nextRevision(case_, requirementId);
  const documents = [...case_.documents, { ...reused, requirementId, revision }];
  const fact = { type: 'document.reused', documentId: reused.documentId, requirementId } as const;
  return decide(case_, { documents }, [fact], s.at);
}

/** Its provenance goes along; what was decided elsewhere and told of it does not. */
function asReused(document: CaseDocument, { caseId }: Case, { at, caller, newId }: Surroundings): CaseDocument {
  const { decidedBy = '', decidedAt = '', expiryTold: _told, certified: _seen, ...kept } = document;
  const { documentId, reusedFrom } = document;
  const origin = reusedFrom ?? { caseId, documentId, acceptedAt: decidedAt, acceptedBy: decidedBy };
  return {
    ...kept,
    documentId: newId('doc'),
    status: 'submitted',
    channel: caller.channel,
    uploadedAt: at,
    reusedFrom: { ...origin, reusedBy: caller.personId },
  };
}

function isValid(document: CaseDocument, { at }: Surroundings): boolean {
  const { status, scan, objectVersion } = document;
  return status === 'accepted' && scan === 'clean' && objectVersion !== undefined && !hasExpired(document, dateOf(at));
}

function isOfSameParty(document: CaseDocument, source: Case, case_: Case, requirementId: string): boolean {
  const party = partyOf(requirementId, case_);
  return (
    party !== undefined && document.requirementId !== undefined && partyOf(document.requirementId, source) === party
  );
}

/** Whom a requirement is about: the member that it is asked of, else the applicant. Nobody who is not on record. */
function partyOf(requirementId: string, { applicant, members }: Case): string | undefined {
  const { memberId } = partsOf(requirementId);
  if (memberId !== undefined) return members.find((member) => member.memberId === memberId)?.personId;
  if (applicant.kind === 'consumer') return applicant.consumerId;
  return applicant.kind === 'account' ? applicant.accountId : undefined;
}
