import * as z from 'zod/mini';
import { CHECK_RESULTS } from '../../../shared/domain/vocabulary.ts';

/** On the sim queue: one delivery of one answer, to be made at `dueAt`. */
export const simMessage = z.object({
  /** Same for every delivery of the same answer. */
  eventId: z.string(),
  reference: z.string(),
  status: z.enum(['in_progress', 'complete', 'error']),
  result: z.optional(z.enum(CHECK_RESULTS)),
  /** The provider's own time of its finding. */
  occurredAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
});
export type SimMessage = z.output<typeof simMessage>;

/** Sends to the sim queue; made from the client in the composition roots. */
export type SendLater = (body: string, delaySeconds: number) => Promise<unknown>;

/** SQS delays no message longer. */
const MAXIMUM_DELAY_SECONDS = 900;

/** Sends the message so that it arrives when it is due, or as late as the queue can, to be sent on. */
export async function sendWhenDue(send: SendLater, message: SimMessage, nowEpochMs: number): Promise<void> {
  const leftSeconds = Math.ceil((Date.parse(message.dueAt) - nowEpochMs) / 1_000);
  await send(JSON.stringify(message), Math.min(Math.max(leftSeconds, 0), MAXIMUM_DELAY_SECONDS));
}
