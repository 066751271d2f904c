import type { Instant } from '../case/case.ts';
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
  readonly status: RequirementStatus;
  readonly dueClass: DueClass;
  /** Documents bound to it, newest first. */
  readonly documentIds: readonly string[];
  readonly reason?: CustomerReason;
  readonly dueAt?: Instant;
}
