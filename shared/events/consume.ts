import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Envelope } from '../domain/events/envelope.ts';
import type { Log } from '../observe/log.ts';
import { envelopeSchema } from '../store/event-item.ts';

type QueueHandler = (event: SQSEvent) => Promise<SQSBatchResponse>;

/** What a rule of the bus puts into a queue; `detail` is the event. */
const busMessage = z.object({ detail: envelopeSchema });

/**
 * Consumes case events from a queue. A message that fails stays in the queue and ends, after its receives, in the
 * dead-letter queue; the others of the batch are done.
 */
export const consumeQueue = (handle: (envelope: Envelope) => Promise<void>, log: Log): QueueHandler =>
  // The schema is loose about facts, which every reader narrows by their type.
  consumeMessages(busMessage, ({ detail }) => handle(detail as unknown as Envelope), log);

/** Consumes messages of one shape from a queue, one after the other, so that messages of one case do not race. */
export function consumeMessages<S extends z.ZodMiniType>(
  schema: S,
  handle: (message: z.output<S>, record: SQSRecord) => Promise<void>,
  log: Log,
): QueueHandler {
  return async ({ Records }) => {
    const batchItemFailures: { itemIdentifier: string }[] = [];
    for (const record of Records) {
      let caseId: string | undefined;
      try {
        const message = parse(schema, record.body);
        caseId = caseIdOf(message);
        await handle(message, record);
      } catch (error) {
        const receives = Number(record.attributes.ApproximateReceiveCount);
        log.error('message failed', error, {
          messageId: record.messageId,
          receives,
          ...(caseId !== undefined && { caseId }),
        });
        batchItemFailures.push({ itemIdentifier: record.messageId });
      }
    }
    return { batchItemFailures };
  };
}

/** The case that a message is about, so that the log of one case can be found. */
function caseIdOf(message: unknown): string | undefined {
  const { caseId, detail } = Object(message) as {
    readonly caseId?: unknown;
    readonly detail?: { readonly caseId?: unknown };
  };
  const found = caseId ?? detail?.caseId;
  return typeof found === 'string' ? found : undefined;
}

/** A message that nobody of ours wrote. */
export class MessageUnreadable extends Error {
  override readonly name = 'MessageUnreadable';
}

function parse<S extends z.ZodMiniType>(schema: S, body: string): z.output<S> {
  const result = schema.safeParse(jsonOf(body));
  if (result.success) return result.data;
  throw new MessageUnreadable(result.error.issues.map(({ path, code }) => `${path.join('.')} ${code}`).join(', '));
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new MessageUnreadable('the message is not JSON');
  }
}
