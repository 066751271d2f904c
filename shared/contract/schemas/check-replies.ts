import * as z from 'zod/mini';
import { ADJUDICATIONS, CHECK_RESULTS, CHECK_STATUSES } from '../../domain/vocabulary.ts';
import { instant, listOf } from './primitives.ts';

const id = z.string();
const count = z.int();

export const checkView = z.object({
  checkId: id,
  label: z.string(),
  status: z.enum(CHECK_STATUSES),
  attempt: count,
  required: z.boolean(),
  result: z.optional(z.enum(CHECK_RESULTS)),
  reasons: z.array(z.string()),
  requestedAt: z.optional(instant),
  completedAt: z.optional(instant),
  adjudication: z.optional(z.object({ verdict: z.enum(ADJUDICATIONS), by: id, at: instant, note: z.string() })),
  lateResults: z.array(z.object({ providerEventId: z.string(), at: instant, result: z.enum(CHECK_RESULTS) })),
});
export const checkList = listOf(checkView);
export const received = z.object({ received: z.literal(true) });
