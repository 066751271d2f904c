import { randomUUID } from 'node:crypto';
import { transact } from '../transact.ts';
import type { MappingSettings } from './mapping-settings.ts';
import type { StoredMessage } from './message-store.ts';
import type { QueueState } from './queues.ts';
import { failedMessageIds, sqsRecord } from './sqs-event.ts';

/** Reads one queue for one function. */
export interface Consumer {
  readonly queueName: string;
  /** When the next message becomes visible, or a batching window ends. */
  dueAt(): number | undefined;
  runDue(now: number): void;
  /** Batches under way, plus one when the queue is about to be looked at. */
  busy(): number;
  close(): void;
}

/** This many batches may be smaller than the batch size at once; more start only when they are full. */
const partialBatches = 2;

/**
 * Starts a consumer. Under load messages gather while batches are under way, so that batches fill by themselves: that
 * keeps the cost per message low. A message whose function failed comes back when the visibility timeout has passed
 * since it was taken.
 */
export function createConsumer(state: QueueState, mapping: MappingSettings): Consumer {
  const { context, store } = state;
  const queue = state.queues.get(mapping.queueName)!;
  const retryAfterMs = queue.visibilityTimeoutSeconds * 1000;
  let active = 0;
  let looking = false;
  let closed = false;
  let dueAt: number | undefined;

  const look = (): void => {
    if (looking || closed) return;
    looking = true;
    setImmediate(() => {
      looking = false;
      if (!closed) takeBatches();
    });
  };

  const takeBatches = (): void => {
    const now = context.clock.now();
    const dueBefore = dueAt;
    dueAt = undefined;
    while (active < mapping.maximumConcurrency) {
      const batch = nextBatch(now);
      if (batch.length === 0) break;
      void runBatch(batch, now);
    }
    const visibleAt = store.nextVisibleAt(queue.name, now);
    if (visibleAt !== undefined && (dueAt === undefined || visibleAt < dueAt)) dueAt = visibleAt;
    if (dueAt !== undefined && dueAt !== dueBefore) context.wake();
  };

  const nextBatch = (now: number): readonly StoredMessage[] => {
    const batch = readyMessages(now);
    if (batch.length === mapping.batchSize || batch.length === 0) return batch;
    const windowEndsAt = batch[0]!.visibleAt + mapping.windowMs;
    if (windowEndsAt > now) dueAt = windowEndsAt;
    return windowEndsAt > now || active >= partialBatches ? [] : batch;
  };

  const readyMessages = (now: number): readonly StoredMessage[] => {
    for (;;) {
      const free = store.ready(queue.name, now, mapping.batchSize, state.held);
      if (free.every((message) => state.isTakeable(queue, message, now) && isWanted(message))) return free;
      transact(context.database, () => {
        for (const message of state.takeable(queue, free, now)) if (!isWanted(message)) store.remove(message.id);
      });
    }
  };

  const isWanted = ({ body }: StoredMessage): boolean =>
    mapping.filters.length === 0 || mapping.filters.some((matches) => matches({ body: parsedBody(body) }));

  const runBatch = async (batch: readonly StoredMessage[], takenAt: number): Promise<void> => {
    active += 1;
    const facts = { queueArn: queue.arn, region: context.region, senderId: context.accountId, takenAt };
    const records = batch.map((message) => {
      const receipt = `${message.id}.${randomUUID()}`;
      state.held.set(message.id, { receipt });
      return sqsRecord(message, receipt, facts);
    });
    const result = await context.functions.invoke(mapping.functionName, { Records: records });
    if (closed) return;
    const ids = batch.map((message) => message.messageId);
    settle(batch, failedMessageIds(result, ids, mapping.reportsItemFailures), takenAt);
    if (!result.ok) context.log(`${mapping.functionName} failed on ${queue.name}: ${result.errorType}`);
    active -= 1;
    state.changed(queue.name);
  };

  const settle = (batch: readonly StoredMessage[], failed: ReadonlySet<string>, takenAt: number): void => {
    transact(context.database, () => {
      for (const message of batch) {
        if (!failed.has(message.messageId)) store.remove(message.id);
        else {
          const visibleAt = state.held.get(message.id)?.visibleAt ?? takenAt + retryAfterMs;
          store.countReceive(message.id, takenAt, visibleAt, null);
        }
      }
    });
    for (const message of batch) state.held.delete(message.id);
  };

  state.onChange(queue.name, look);
  return {
    queueName: queue.name,
    dueAt: () => dueAt,
    runDue: (now) => {
      if (dueAt === undefined || dueAt > now) return;
      dueAt = undefined;
      look();
    },
    busy: () => active + (looking ? 1 : 0),
    close: () => {
      closed = true;
    },
  };
}

/** A filter sees the body as JSON where it is JSON, otherwise as the string. */
function parsedBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return body;
    throw error;
  }
}
