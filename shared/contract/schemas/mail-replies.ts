import * as z from 'zod/mini';
import { instant, listOf } from './primitives.ts';

const count = z.int();
const id = z.string();

export const quarantineList = listOf(
  z.object({
    mailId: id,
    receivedAt: instant,
    reason: z.string(),
    from: z.string(),
    subject: z.string(),
    attachments: count,
  }),
);
