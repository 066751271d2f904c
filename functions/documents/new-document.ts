import type { Case } from '../../shared/domain/case/case.ts';

/** The document that a command has added. */
export function newDocument(before: Case, after: Case): string | undefined {
  return after.documents.find((document) => !before.documents.includes(document))?.documentId;
}
