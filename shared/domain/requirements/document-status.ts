import type { CaseDocument } from '../case/case.ts';
import type { RequirementStatus } from '../vocabulary.ts';
import { customerReason } from './customer-reason.ts';
import type { CustomerReason } from './requirement.ts';

/** What the documents of one requirement came to, and which of them decided it. */
export interface DocumentVerdict {
  readonly status: Extract<RequirementStatus, 'open' | 'submitted' | 'in_review' | 'accepted' | 'rejected' | 'expired'>;
  readonly documentId?: string;
  readonly reason?: CustomerReason;
}

/**
 * The newest document that the scan let through decides, except that refusing a newer one does not undo an acceptance.
 * A file that never arrived counts for nothing; a stopped one counts only when there is no other. `today` is
 * `YYYY-MM-DD`; `documents` are those of one requirement, newest first.
 */
export function documentStatus(documents: readonly CaseDocument[], today: string): DocumentVerdict {
  const readable = documents.filter((document) => document.scan === 'clean' || document.scan === 'scanning');
  const newest = readable[0];
  if (newest === undefined) return verdictOnStopped(documents);
  if (newest.status !== 'rejected') return verdictOn(newest, today);
  const accepted = readable.find((document) => document.status === 'accepted' && !hasExpired(document, today));
  return verdictOn(accepted ?? newest, today);
}

/** Newest first; the id decides between uploads of the same instant, so that the order is always the same. */
export function newestFirst(documents: readonly CaseDocument[]): readonly CaseDocument[] {
  return documents.toSorted(
    (a, b) => compareTexts(b.uploadedAt, a.uploadedAt) || compareTexts(b.documentId, a.documentId),
  );
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function verdictOnStopped(documents: readonly CaseDocument[]): DocumentVerdict {
  const stopped = documents.find((document) => document.scan !== 'awaiting_upload');
  if (stopped === undefined) return { status: 'open' };
  return { status: 'rejected', documentId: stopped.documentId, reason: 'unreadable' };
}

function verdictOn(document: CaseDocument, today: string): DocumentVerdict {
  const { documentId } = document;
  if (document.status === 'rejected') {
    const reason = document.rejectReason === undefined ? 'unacceptable' : customerReason(document.rejectReason);
    return { status: 'rejected', documentId, reason };
  }
  if (document.status === 'accepted') {
    return hasExpired(document, today)
      ? { status: 'expired', documentId, reason: 'expired' }
      : { status: 'accepted', documentId };
  }
  return { status: document.scan === 'clean' ? 'in_review' : 'submitted', documentId };
}

function hasExpired(document: CaseDocument, today: string): boolean {
  return document.expiresDate !== undefined && document.expiresDate < today;
}
