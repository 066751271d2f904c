import { InputInvalid } from '../errors.ts';
import { type Slot, slotsOf } from '../requirements/slots.ts';
import { isDocumentVisible, isRequirementVisible, viewerOf } from '../requirements/viewer.ts';
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

/** A document that the caller may know of. @throws {DocumentUnknown} */
export function requireVisibleDocument(
  case_: Case,
  id: string,
  { caller, playbook }: Pick<Surroundings, 'caller' | 'playbook'>,
): CaseDocument {
  const document = requireDocument(case_, id);
  if (!isDocumentVisible(document, playbook, viewerOf(caller, case_))) throw new DocumentUnknown(id);
  return document;
}

/**
 * A requirement of this case that the caller may know of and that takes files of that kind.
 *
 * @param mediaType `type/subtype` in lower case
 * @throws {InputInvalid} when the case has no such requirement, or it takes other media types
 */
export function requireSlot(case_: Case, id: string, mediaType: string, { caller, playbook }: Surroundings): Slot {
  const slot = slotsOf(case_, playbook).find(({ requirementId }) => requirementId === id);
  if (slot === undefined || !isRequirementVisible(id, case_, playbook, viewerOf(caller, case_))) {
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
