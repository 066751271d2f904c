import type { Instant } from './case.ts';

/** Why a requirement need not be met, or not yet. It counts from the approval until it has ended. */
export interface RequirementDecision {
  readonly requirementId: string;
  readonly decision: 'waived' | 'deferred';
  readonly reason: string;
  /** Of a deferral: the last day of grace, `YYYY-MM-DD`. */
  readonly untilDate?: string;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly approvedBy?: string;
  readonly approvedAt?: Instant;
  /** `passed`: the last day of grace is over. */
  readonly ended?: {
    readonly as: 'refused' | 'withdrawn' | 'passed';
    readonly by: string;
    readonly at: Instant;
    readonly reason?: string;
  };
}
