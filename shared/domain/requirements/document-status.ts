import type { CaseDocument } from '../case/case.ts';
import type { RequirementStatus } from '../vocabulary.ts';
import { customerReason } from './customer-reason.ts';
import type { CustomerReason } from './requirement.ts';

/** What the documents of one requirement came to, and which of them decided it. */
export interface DocumentVerdict {
  readonly status: Extract<RequirementStatus, 'open' | 'submitted' | 'in_review' | 'accepted' | 'rejected' | 'expired'>;
  readonly documentId?: string;
  readonly reason?: CustomerReason;
  /** Documents that speak for the requirement now, newest first. */
  readonly standing: readonly CaseDocument[];
}

/**
 * The newest documents decide, as many as the requirement takes copies; what was stopped, refused or has expired speaks
 * for nothing, so that refusing a newer document does not undo an acceptance. The same bytes count once. While there are
 * too few, the newest document says why: it was refused, or more are to come. A file that never arrived counts for
 * nothing; a stopped one only when there is no other.
 *
 * @param documents those of one requirement, newest first
 * @param today `YYYY-MM-DD`
 */
export function documentStatus(documents: readonly CaseDocument[], today: string, copies = 1): DocumentVerdict {
  const readable = documents.filter((document) => document.scan === 'clean' || document.scan === 'scanning');
  const standing = distinct(readable.filter((document) => isLive(document, today))).slice(0, copies);
  const [newest] = readable;
  if (newest === undefined) return { ...verdictOnStopped(documents), standing };
  if (standing.length === copies) return { ...verdictOnAll(standing), standing };
  if (isLive(newest, today)) return { status: 'open', standing };
  return { ...verdictOnUnusable(newest), standing };
}

/** Newest first; the id decides between uploads of the same instant, so that the order is always the same. */
export function newestFirst(documents: readonly CaseDocument[]): readonly CaseDocument[] {
  return documents.toSorted(
    (a, b) => compareTexts(b.uploadedAt, a.uploadedAt) || compareTexts(b.documentId, a.documentId),
  );
}

/** Its last valid day is over. */
export const hasExpired = ({ expiresDate }: CaseDocument, today: string): boolean =>
  expiresDate !== undefined && expiresDate < today;

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const isLive = (document: CaseDocument, today: string): boolean =>
  document.status !== 'rejected' && !(document.status === 'accepted' && hasExpired(document, today));

const distinct = (documents: readonly CaseDocument[]): readonly CaseDocument[] =>
  documents.filter(({ sha256 }, index) => documents.findIndex((one) => one.sha256 === sha256) === index);

type Verdict = Omit<DocumentVerdict, 'standing'>;

function verdictOnStopped(documents: readonly CaseDocument[]): Verdict {
  const stopped = documents.find((document) => document.scan !== 'awaiting_upload');
  if (stopped === undefined) return { status: 'open' };
  return { status: 'rejected', documentId: stopped.documentId, reason: 'unreadable' };
}

function verdictOnAll(standing: readonly CaseDocument[]): Verdict {
  const pending = standing.find(({ status }) => status !== 'accepted');
  if (pending === undefined) return { status: 'accepted', ...first(standing) };
  const isAwaited = standing.some(({ scan }) => scan === 'scanning');
  return { status: isAwaited ? 'submitted' : 'in_review', documentId: pending.documentId };
}

const first = ([newest]: readonly CaseDocument[]) => (newest === undefined ? {} : { documentId: newest.documentId });

function verdictOnUnusable({ documentId, status, rejectReason }: CaseDocument): Verdict {
  if (status === 'accepted') return { status: 'expired', documentId, reason: 'expired' };
  return {
    status: 'rejected',
    documentId,
    reason: rejectReason === undefined ? 'unacceptable' : customerReason(rejectReason),
  };
}
