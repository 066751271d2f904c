import { InputInvalid } from '../errors.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { type Slot, slotsOf } from '../requirements/slots.ts';
import type { Case, CaseDocument } from './case.ts';
import type { Surroundings } from './decision.ts';
import { DocumentAlreadyDecided, DocumentUnknown, UploaderCannotDecide } from './refusals.ts';

/** @throws {DocumentUnknown} */
export function requireDocument({ documents }: Case, id: string): CaseDocument {
  const document = documents.find(({ documentId }) => documentId === id);
  if (document === undefined) throw new DocumentUnknown(id);
  return document;
}

/** A document that the caller may accept or reject. @throws {DocumentUnknown} {DocumentAlreadyDecided} {UploaderCannotDecide} */
export function requireDecidable(case_: Case, id: string, { caller }: Surroundings): CaseDocument {
  const document = requireDocument(case_, id);
  requireUndecided(document);
  if (document.uploadedBy === caller.personId) throw new UploaderCannotDecide(id);
  return document;
}

/** @throws {DocumentAlreadyDecided} */
export function requireUndecided({ documentId, status }: CaseDocument): void {
  if (status === 'accepted' || status === 'rejected') throw new DocumentAlreadyDecided(documentId, status);
}

/**
 * A requirement of this case that takes files of that kind.
 *
 * @param mediaType `type/subtype` in lower case
 * @throws {InputInvalid} when the case has no such requirement, or it takes other media types
 */
export function requireSlot(case_: Case, playbook: Playbook, id: string, mediaType: string): Slot {
  const slot = slotsOf(case_, playbook).find(({ requirementId }) => requirementId === id);
  if (slot === undefined) {
    const message = 'This case has no such requirement.';
    throw new InputInvalid([{ pointer: '/requirementId', code: 'requirement.unknown', message }]);
  }
  const { mediaTypes } = slot.definition;
  if (mediaTypes.length > 0 && !mediaTypes.includes(mediaType)) {
    const message = `Send one of ${mediaTypes.join(', ')}.`;
    throw new InputInvalid([{ pointer: '/mediaType', code: 'document.media-type', message }]);
  }
  return slot;
}
