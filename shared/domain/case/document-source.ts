import type { Instant } from './case.ts';

/** Where a document was accepted before it was used again. */
export interface DocumentSource {
  readonly caseId: string;
  readonly documentId: string;
  readonly acceptedAt: Instant;
  readonly acceptedBy: string;
  /** Who brought it here. */
  readonly reusedBy: string;
}
