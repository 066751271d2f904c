import { dateOf } from '../calendar.ts';
import { definitionOf } from '../requirements/definition-of.ts';
import { type Proof, proofProblems } from '../requirements/proof-problems.ts';
import type { Case, CaseDocument } from './case.ts';
import { decide, replace } from './change.ts';
import { withChecklistDate } from './checklist-dates.ts';
import type { Decision, Surroundings } from './decision.ts';
import { refuseProblems } from './input-text.ts';
import { DocumentNotBound, DocumentNotClean } from './refusals.ts';
import { requireDecidable } from './require-document.ts';
import { statusAfter } from './transitions.ts';

export interface DocumentAcceptance extends Proof {
  readonly documentId: string;
}

/**
 * Takes a document as proof of its requirement, by the requirement's rules as they are met today. What was known of it
 * already (the kind that the sender named, what an earlier case found out) need not be said again.
 *
 * @throws {DocumentUnknown} {DocumentAlreadyDecided} {UploaderCannotDecide}
 * @throws {DocumentNotClean} {DocumentNotBound}
 * @throws {InputInvalid} naming each rule that it does not meet
 */
export function acceptDocument(case_: Case, { documentId, ...given }: DocumentAcceptance, s: Surroundings): Decision {
  statusAfter(case_, 'accept_document');
  const document = requireDecidable(case_, documentId, s);
  if (document.scan !== 'clean') throw new DocumentNotClean(documentId, document.scan);
  const { requirementId } = document;
  if (requirementId === undefined) throw new DocumentNotBound(documentId);
  const accepted = asAccepted(document, { ...proofOf(document), ...given }, s);
  const documents = replace(case_.documents, document, accepted);
  const timers = withChecklistDate({ ...case_, documents }, s);
  return decide(case_, { documents, timers }, [{ type: 'document.accepted', documentId, requirementId }], s.at);
}

function asAccepted(document: CaseDocument, proof: Proof, { at, caller, playbook }: Surroundings): CaseDocument {
  const definition = definitionOf(document.requirementId, playbook);
  refuseProblems(definition === undefined ? [] : proofProblems(proof, definition, dateOf(at)));
  const kind = proof.kind ?? definition?.oneOf[0];
  return {
    ...document,
    ...proof,
    ...(kind !== undefined && { kind }),
    status: 'accepted',
    decidedBy: caller.personId,
    decidedAt: at,
  };
}

function proofOf(document: CaseDocument): Proof {
  const { kind, issuedDate, expiresDate, certified, language, translationProvided } = document;
  const known = { kind, issuedDate, expiresDate, certified, language, translationProvided };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}
