import type { Case } from './case.ts';
import { decide, replace, unchanged } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { DocumentNotClean } from './refusals.ts';
import { requireSlot, requireUndecided, requireVisibleDocument } from './require-document.ts';
import { nextRevision } from './revisions.ts';
import { statusAfter } from './transitions.ts';

export interface DocumentBinding {
  readonly documentId: string;
  readonly requirementId: string;
}

/**
 * Says which requirement a document answers; staff still decide whether it does.
 *
 * @throws {DocumentUnknown} {DocumentAlreadyDecided} {InputInvalid}
 * @throws {DocumentNotClean} for one that the scan stopped
 */
export function bindDocument(case_: Case, { documentId, requirementId }: DocumentBinding, s: Surroundings): Decision {
  statusAfter(case_, 'bind_document');
  const document = requireVisibleDocument(case_, documentId, s);
  if (document.requirementId === requirementId) return unchanged(case_);
  requireUndecided(document);
  if (document.scan === 'infected' || document.scan === 'unsupported')
    throw new DocumentNotClean(documentId, document.scan);
  requireSlot(case_, requirementId, document.mediaType, s);
  const { kind: _, ...rest } = document;
  const revision = nextRevision(case_, requirementId);
  const bound = { ...rest, requirementId, revision, status: 'submitted' as const };
  const documents = replace(case_.documents, document, bound);
  return decide(case_, { documents }, [{ type: 'document.bound', documentId, requirementId }], s.at);
}
