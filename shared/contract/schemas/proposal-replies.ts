import * as z from 'zod/mini';
import { answerValue, instant, listOf } from './primitives.ts';

const count = z.int();

export const proposalView = z.object({
  number: count,
  resolutionCode: z.string(),
  notes: z.string(),
  terms: z.record(z.string(), answerValue),
  status: z.enum(['undecided', 'accepted', 'rejected', 'lapsed', 'void']),
  proposedAt: instant,
  expiresAt: instant,
  addressesFeedback: z.optional(z.array(count)),
  decidedAt: z.optional(instant),
  rejection: z.optional(z.object({ reasonCode: z.string(), feedback: z.string() })),
  /** What differs from the proposal before, by term. */
  changes: z.array(z.object({ term: z.string(), from: z.nullable(answerValue), to: z.nullable(answerValue) })),
});
export const proposalList = listOf(proposalView);
