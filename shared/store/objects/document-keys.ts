import { dateOf } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/case/case.ts';

/** Documents are kept under `documents/<day of announcement>/<caseId>/<documentId>`, so that a sweep can look at a day. */
export const objectKey = (at: Instant, caseId: string, documentId: string): string =>
  `${prefixOfDay(at)}${caseId}/${documentId}`;

/** What the keys of all documents that were announced on the day (UTC) begin with. */
export const prefixOfDay = (at: Instant): string => `documents/${dateOf(at)}/`;

const KEY = /^documents\/(?:[^/]+\/)?(case_[^/]+)\/(doc_[^/]+)$/;

/** Which document's bytes an object is. @throws for an object that nobody announced */
export function documentOfKey(key: string): { readonly caseId: string; readonly documentId: string } {
  const [, caseId, documentId] = KEY.exec(key) ?? [];
  if (caseId === undefined || documentId === undefined) throw new Error('an object is not under the key of a document');
  return { caseId, documentId };
}
