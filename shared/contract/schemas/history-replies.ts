import * as z from 'zod/mini';
import { instant, listOf } from './primitives.ts';

const id = z.string();
const count = z.int();

export const entryView = z.object({
  entryId: id,
  at: instant,
  /** Version of the case that it made; staff only. */
  version: z.optional(count),
  types: z.array(z.string()),
  actor: z.object({ personId: z.optional(id), kind: z.enum(['person', 'system', 'provider', 'staff']) }),
  facts: z.array(z.record(z.string(), z.unknown())),
  body: z.optional(z.string()),
  mails: z.optional(
    z.array(
      z.object({
        to: z.string(),
        subject: z.string(),
        text: z.string(),
        sentAt: z.optional(instant),
        state: z.enum(['sending', 'sent', 'bounced', 'complained', 'suppressed']),
        template: z.string(),
      }),
    ),
  ),
});
export const timeline = listOf(entryView);
export const audit = z.object({
  data: z.array(z.record(z.string(), z.unknown())),
  nextCursor: z.nullable(z.string()),
  hasMore: z.boolean(),
  /** Hash of the newest event on the case: what the last page must end in. */
  head: z.string(),
});
