import { dateOf } from '../calendar.ts';
import { InputInvalid } from '../errors.ts';
import type { Case } from './case.ts';
import { decide, replace } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { DocumentNotBound, DocumentNotClean } from './refusals.ts';
import { requireDecidable } from './require-document.ts';
import { statusAfter } from './transitions.ts';

export interface DocumentAcceptance {
  readonly documentId: string;
  /** Last day on which it is valid, `YYYY-MM-DD`. */
  readonly expiresDate?: string;
}

/**
 * Takes a document as proof of its requirement.
 *
 * @throws {DocumentUnknown} {DocumentAlreadyDecided} {UploaderCannotDecide}
 * @throws {DocumentNotClean} {DocumentNotBound}
 * @throws {InputInvalid} when it has expired
 */
export function acceptDocument(case_: Case, input: DocumentAcceptance, s: Surroundings): Decision {
  statusAfter(case_, 'accept_document');
  const { documentId, expiresDate } = input;
  const document = requireDecidable(case_, documentId, s);
  if (document.scan !== 'clean') throw new DocumentNotClean(documentId, document.scan);
  const { requirementId } = document;
  if (requirementId === undefined) throw new DocumentNotBound(documentId);
  if (expiresDate !== undefined && expiresDate < dateOf(s.at)) {
    const message = 'The document has expired: reject it.';
    throw new InputInvalid([{ pointer: '/expiresDate', code: 'document.expired', message }]);
  }
  const accepted = {
    ...document,
    status: 'accepted' as const,
    decidedBy: s.caller.personId,
    decidedAt: s.at,
    ...(expiresDate !== undefined && { expiresDate }),
  };
  const documents = replace(case_.documents, document, accepted);
  return decide(case_, { documents }, [{ type: 'document.accepted', documentId, requirementId }], s.at);
}
