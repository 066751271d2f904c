import type { AnswerValue } from '../case/case.ts';

/**
 * A closed, typed language: no code, no expression strings. Empty lists are refused by the schema, so nothing is ever
 * allowed by vacuous truth. A fact that is not known makes every comparison false (`exists` tells).
 */
export type Condition =
  | { readonly all: readonly [Condition, ...Condition[]] }
  | { readonly any: readonly [Condition, ...Condition[]] }
  | { readonly not: Condition }
  | { readonly fact: FactName; readonly equals: AnswerValue }
  | { readonly fact: FactName; readonly in: readonly [AnswerValue, ...AnswerValue[]] }
  | { readonly fact: FactName; readonly includes: string }
  | { readonly fact: FactName; readonly atLeast: number }
  | { readonly fact: FactName; readonly below: number }
  | { readonly fact: FactName; readonly exists: boolean };

/**
 * `answers.<fieldId>` (field ids are unique within a playbook) · `applicant.kind` (`individual` or `business`) ·
 * `applicant.type` (the playbook's) · `channel` · `decisions.<decisionId>` · `members.<role>.count` ·
 * `members.<role>.highestOwnershipPercent` · `checks.<checkId>.result` · `risk.band` (from the end of the review) ·
 * inside a per-member requirement also `member.country`, `member.ownershipPercent`.
 */
export type FactName = string;
