import type { Adjudication, CheckResult, CheckStatus } from '../vocabulary.ts';
import type { Instant } from './case.ts';

export interface Check {
  /** The playbook's id of the check: `background`, `legal`, `credit`. */
  readonly checkId: string;
  readonly status: CheckStatus;
  readonly attempt: number;
  readonly attempts: readonly CheckAttempt[];
  readonly result?: CheckResult;
  readonly adjudication?: {
    readonly verdict: Adjudication;
    readonly by: string;
    readonly at: Instant;
    readonly note: string;
  };
  /** Digest of the data that was checked; differs from the case's current digest when stale. */
  readonly dataDigest: string;
  /** Provider event ids already applied, oldest first, at most 50. */
  readonly seenProviderEvents: readonly string[];
  /** Provider's own time of the last applied event. */
  readonly lastProviderEventAt?: Instant;
  /** Results that came after the check no longer could take them. */
  readonly lateResults: readonly {
    readonly providerEventId: string;
    readonly at: Instant;
    readonly result: CheckResult;
  }[];
}

export interface CheckAttempt {
  readonly attempt: number;
  readonly requestedAt: Instant;
  readonly requestedBy: string;
  readonly providerRef?: string;
  readonly completedAt?: Instant;
  readonly result?: CheckResult;
  readonly reasons: readonly string[];
}
