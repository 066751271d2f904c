import { ReviewOutdated } from '../errors.ts';
import { CONTEXT_SECTIONS, type ContextSection } from '../vocabulary.ts';
import type { Case, ReviewReceipt } from './case.ts';
import { decide, unchanged } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { statusAfter } from './transitions.ts';

export interface ContextReview {
  readonly materialVersion: number;
  /** Sections that were read; all of them unless said otherwise. */
  readonly sections?: readonly ContextSection[];
}

/** Records that an agent has read the case as it stands. @throws {ReviewOutdated} when it stands otherwise by now */
export function reviewContext(case_: Case, review: ContextReview, { at, caller, newId }: Surroundings): Decision {
  statusAfter(case_, 'review_context');
  const { materialVersion, sections = CONTEXT_SECTIONS } = review;
  if (materialVersion !== case_.materialVersion) throw new ReviewOutdated(case_.materialVersion);
  if (hasReviewed(case_, caller.personId)) return unchanged(case_);
  const receipt: ReviewReceipt = { receiptId: newId('receipt'), by: caller.personId, at, materialVersion, sections };
  const receipts = [...case_.receipts.filter(({ by }) => by !== caller.personId), receipt];
  const fact = { type: 'case.context_reviewed', receiptId: receipt.receiptId, materialVersion, sections } as const;
  return decide(case_, { receipts }, [fact], at);
}

/** Whether this person has read all sections of the case as it stands. */
export const hasReviewed = (case_: Case, personId: string): boolean => currentReceipt(case_, personId) !== undefined;

/** The person's receipt, unless a material change has voided it or a section is missing. */
export function currentReceipt(case_: Case, personId: string): ReviewReceipt | undefined {
  return case_.receipts.find(
    ({ by, materialVersion, sections }) =>
      by === personId &&
      materialVersion === case_.materialVersion &&
      CONTEXT_SECTIONS.every((section) => sections.includes(section)),
  );
}
