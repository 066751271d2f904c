import { dateOf } from '../calendar.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { definitionOf } from '../requirements/definition-of.ts';
import { documentStatus, newestFirst } from '../requirements/document-status.ts';
import type { Case, CaseDocument, Instant } from './case.ts';

/** Number of the next document of a requirement: 1, 2, 3 …; no number is given twice. */
export function nextRevision({ documents }: Case, requirementId: string): number {
  const revisions = ofRequirement(documents, requirementId).map(({ revision = 0 }) => revision);
  return Math.max(0, ...revisions) + 1;
}

/**
 * The document that came in the place of this one: the next that arrived for the same requirement, once this one speaks
 * for it no more. Both stay on the list.
 */
export function replacementOf(
  document: CaseDocument,
  case_: Case,
  playbook: Playbook,
  at: Instant,
): string | undefined {
  const { requirementId } = document;
  if (requirementId === undefined) return undefined;
  const documents = newestFirst(ofRequirement(case_.documents, requirementId));
  const { standing } = documentStatus(documents, dateOf(at), definitionOf(requirementId, playbook)?.copies);
  if (standing.includes(document)) return undefined;
  const later = documents.slice(0, documents.indexOf(document));
  return later.findLast(({ scan }) => scan === 'clean' || scan === 'scanning')?.documentId;
}

const ofRequirement = (documents: readonly CaseDocument[], id: string): readonly CaseDocument[] =>
  documents.filter(({ requirementId }) => requirementId === id);
