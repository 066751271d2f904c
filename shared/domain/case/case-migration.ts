import type { Instant } from './case.ts';

/** How a case came to the version that it is pinned to, as long as that can be taken back. */
export interface CaseMigration {
  readonly migrationId: string;
  readonly from: { readonly id: string; readonly version: number };
  readonly at: Instant;
  /** Version of the case that it made; the case as it was before is kept under this number. */
  readonly caseVersion: number;
  /** Digest of the case right after: once it differs, somebody has taken the next step. */
  readonly digest: string;
}
