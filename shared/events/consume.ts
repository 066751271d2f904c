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

/** Deals with some messages of a batch in one go. @returns those that need nothing more */
type Together<Message> = (messages: readonly Message[]) => Promise<readonly Message[]>;

/**
 * Consumes messages of one shape from a queue, one after the other, so that messages of one case do not race.
 *
 * @param together is asked first; when it fails, every message is handled by itself
 */
export function consumeMessages<S extends z.ZodMiniType>(
  schema: S,
  handle: (message: z.output<S>, record: SQSRecord) => Promise<void>,
  log: Log,
  together?: Together<z.output<S>>,
): QueueHandler {
  return async ({ Records }) => {
    const batchItemFailures: { itemIdentifier: string }[] = [];
    const batch = Records.map((record) => ({ record, ...read(schema, record.body) }));
    const done = together && (await doneTogether(batch, together, log));
    for (const { record, message, unreadable } of batch) {
      try {
        if (unreadable) throw unreadable;
        if (!done?.has(message)) await handle(message as z.output<S>, record);
      } catch (error) {
        log.error('message failed', error, factsOf(record, message));
        batchItemFailures.push({ itemIdentifier: record.messageId });
      }
    }
    return { batchItemFailures };
  };
}

async function doneTogether<Message>(
  batch: readonly { readonly message?: Message }[],
  together: Together<Message>,
  log: Log,
): Promise<ReadonlySet<unknown>> {
  const readable = batch.flatMap(({ message }) => (message === undefined ? [] : [message]));
  try {
    return new Set(readable.length < 2 ? [] : await together(readable));
  } catch (error) {
    log.warn('messages are handled one by one', { messages: readable.length, because: String(error) });
    return new Set();
  }
}

function factsOf({ messageId, attributes }: SQSRecord, message: unknown) {
  const caseId = caseIdOf(message);
  const receives = Number(attributes.ApproximateReceiveCount);
  return { messageId, receives, ...(caseId !== undefined && { caseId }) };
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

function read<S extends z.ZodMiniType>(
  schema: S,
  body: string,
): { readonly message?: z.output<S>; readonly unreadable?: MessageUnreadable } {
  const parsed = jsonOf(body);
  if (parsed === undefined) return { unreadable: new MessageUnreadable('the message is not JSON') };
  const result = schema.safeParse(parsed.json);
  if (result.success) return { message: result.data };
  const issues = result.error.issues.map(({ path, code }) => `${path.join('.')} ${code}`);
  return { unreadable: new MessageUnreadable(issues.join(', ')) };
}

function jsonOf(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
