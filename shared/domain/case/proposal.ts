import type { AnswerValue, Instant } from './case.ts';

export interface Proposal {
  /** 1, 2, 3 … within the case. */
  readonly number: number;
  readonly resolutionCode: string;
  readonly notes: string;
  readonly terms: Readonly<Record<string, AnswerValue>>;
  readonly termsDigest: string;
  /** Number of the rejected proposal whose feedback this one answers. */
  readonly addressesFeedback?: readonly number[];
  readonly status: 'undecided' | 'accepted' | 'rejected' | 'lapsed' | 'void';
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly expiresAt: Instant;
  readonly remindedAt?: Instant;
  readonly decidedBy?: string;
  readonly decidedAt?: Instant;
  readonly rejection?: { readonly reasonCode: string; readonly feedback: string };
}
