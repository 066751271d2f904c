import type { Instant } from '../case/case.ts';
import type { RequirementDecision } from '../case/requirement-decision.ts';
import type { REFUSE_REASONS, RejectReason, RequirementStatus } from '../vocabulary.ts';

export type DueClass = 'currently_due' | 'eventually_due' | 'past_due' | 'pending_verification' | 'none';

/**
 * Why the last document was not taken, in words that a customer may read: `unacceptable` stands for every reason that
 * must not be told, `unreadable` for a file that the scan stopped or could not read.
 */
export type CustomerReason = Exclude<RejectReason, (typeof REFUSE_REASONS)[number]> | 'unacceptable' | 'unreadable';

/** One thing to be proved on one case; derived, never stored. */
export interface Requirement {
  /** `<definitionId>` or, when asked per member, `<definitionId>.<memberId>`. */
  readonly requirementId: string;
  readonly definitionId: string;
  readonly memberId?: string;
  readonly label: string;
  readonly instruction: string;
  readonly oneOf: readonly string[];
  readonly mediaTypes: readonly string[];
  readonly mandatory: boolean;
  readonly rules: ProofRules;
  readonly status: RequirementStatus;
  readonly dueClass: DueClass;
  readonly copies: { readonly needed: number; readonly accepted: number };
  /** Documents bound to it, newest first. */
  readonly documentIds: readonly string[];
  readonly reason?: CustomerReason;
  readonly dueAt?: Instant;
  /** Of an accepted requirement: the first last valid day among its documents. */
  readonly expiresDate?: string;
  /** That day is near: time to renew. */
  readonly expiring?: boolean;
  /** The newest waiver or deferral, whatever became of it; for staff only. */
  readonly decision?: RequirementDecision;
}

/** What a document has to be like. Absent: no such rule. */
export interface ProofRules {
  readonly maximumAgeMonths?: number;
  readonly certified?: boolean;
  readonly languages?: readonly string[];
  readonly waivable: boolean;
  readonly deferrable: boolean;
  readonly reusable: boolean;
}
