import type { Instant } from './case.ts';

/** What the last verification of the checklist found. The same findings send nothing twice. */
export interface Verification {
  readonly number: number;
  readonly at: Instant;
  readonly by: string;
  /** Digest of the findings; the mail's key. */
  readonly digest: string;
  readonly missing: readonly string[];
  readonly invalid: readonly string[];
  readonly unexpected: readonly string[];
  /** Absent from records made before documents were watched for their last day. */
  readonly expiring?: readonly string[];
}
