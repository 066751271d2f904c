import type { AnswerValue } from '../case/case.ts';
import type { CheckResult } from '../vocabulary.ts';

/** A story that the playbook must tell right before it is published. */
export interface Scenario {
  readonly name: string;
  readonly applicant: 'individual' | 'business';
  readonly answers: Readonly<Record<string, AnswerValue>>;
  readonly members: readonly ScenarioMember[];
  /** Requirements that a clean and accepted document is bound to; `<id>#<n>` is that of the n-th member who owes it, from 1. */
  readonly documents: readonly string[];
  readonly checkResults: Readonly<Record<string, CheckResult>>;
  readonly expect: {
    /** Ids of the intake steps that apply, in order. */
    readonly path: readonly string[];
    /** Requirements that apply, written as in `documents`. */
    readonly requirements: readonly string[];
    readonly decisions?: Readonly<Record<string, string>>;
    readonly outcome: ScenarioOutcome;
  };
}

export interface ScenarioMember {
  readonly role: string;
  readonly country?: string;
  readonly ownershipPercent?: number;
}

/** How far the case gets by itself: stuck in the intake, owing documents, waiting for a judgement, or ready for a proposal. */
export const SCENARIO_OUTCOMES = ['incomplete', 'documents_owed', 'judgement_needed', 'review_complete'] as const;
export type ScenarioOutcome = (typeof SCENARIO_OUTCOMES)[number];
