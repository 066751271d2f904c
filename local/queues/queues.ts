import { randomUUID } from 'node:crypto';
import type { EngineContext, EnginePart, WireService } from '../parts.ts';
import { transact } from '../transact.ts';
import { createConsumer } from './consumer.ts';
import { readMappings } from './mapping-settings.ts';
import { createMessageStore, type MessageStore, type StoredMessage } from './message-store.ts';
import { type QueueSettings, readQueues } from './queue-settings.ts';
import { createSqsWire } from './sqs-wire.ts';

export interface SendOptions {
  /** Instead of the queue's own delay. */
  readonly delaySeconds?: number;
  readonly groupId?: string;
  /** JSON of the message attributes in the form of the wire. */
  readonly attributes?: string;
}

/** The queues of the template and the functions that consume them. */
export interface Queues extends EnginePart {
  /**
   * Stores one message and gives its id. When it returns outside a transaction the message survives a kill; inside one
   * it is part of it. Throws when no template declares the queue.
   */
  send(queueArn: string, body: string, options?: SendOptions): string;
  /** Whether the template declares it. */
  has(queueArn: string): boolean;
  /** Answers `AmazonSQS.` calls. */
  readonly wire: WireService;
}

/** A message that a mapping's function is working on: hidden from everyone else until the function answers. */
export interface Hold {
  readonly receipt: string;
  /** Set when the function itself changed the visibility: when the message comes back if it stays. */
  visibleAt?: number;
}

/** What the consumers and the wire share. */
export interface QueueState {
  readonly context: EngineContext;
  readonly store: MessageStore;
  readonly queues: ReadonlyMap<string, QueueSettings>;
  readonly held: Map<number, Hold>;
  readonly send: (queue: QueueSettings, body: string, options?: SendOptions) => string;
  /** To be called after every change of a queue; wakes its consumers and waiting receivers. */
  readonly changed: (queueName: string) => void;
  /** Calls back once, at the next change of the queue; the result takes it back. */
  readonly onChange: (queueName: string, listener: () => void) => () => void;
  /** Whether a message is neither too old nor received too often. */
  readonly isTakeable: (queue: QueueSettings, message: StoredMessage, now: number) => boolean;
  /** Drops what is older than the retention, and redrives what was received too often; gives the others. */
  readonly takeable: (queue: QueueSettings, messages: readonly StoredMessage[], now: number) => StoredMessage[];
}

/**
 * Standard queues with delay, visibility, retention and redrive on the engine's clock, and the event source mappings
 * that read them. What a function holds is known in memory only: after a restart it is visible again at once.
 * Throws one sentence when the template asks for what is not supported.
 */
export function createQueues(context: EngineContext): Queues {
  const queues = readQueues(context.resources);
  const state = createState(context, queues);
  const consumers = readMappings(context.resources, new Set(queues.keys())).map((mapping) =>
    createConsumer(state, mapping),
  );
  transact(context.database, () => prepareForStart(state));
  for (const consumer of consumers) state.changed(consumer.queueName);

  const queueOf = (arn: string): QueueSettings | undefined => {
    const queue = queues.get(arn.slice(arn.lastIndexOf(':') + 1));
    return queue?.arn === arn ? queue : undefined;
  };
  return {
    wire: createSqsWire(state),
    has: (queueArn) => queueOf(queueArn) !== undefined,
    send: (queueArn, body, options) => {
      const queue = queueOf(queueArn);
      if (!queue) throw new Error(`No template declares the queue ${queueArn}.`);
      return state.send(queue, body, options);
    },
    nextDueAt: () => earliest(consumers.map((consumer) => consumer.dueAt())),
    runDue: (now) => {
      for (const consumer of consumers) consumer.runDue(now);
    },
    busy: () => consumers.reduce((sum, consumer) => sum + consumer.busy(), 0),
    close: () => {
      for (const consumer of consumers) consumer.close();
    },
  };
}

function earliest(times: ReadonlyArray<number | undefined>): number | undefined {
  return times.reduce(
    (first, time) => (first === undefined || (time !== undefined && time < first) ? time : first),
    undefined,
  );
}

function prepareForStart(state: QueueState): void {
  const now = state.context.clock.now();
  state.store.releaseReceived(now);
  for (const queue of state.queues.values()) {
    state.store.removeSentBefore(queue.name, now - queue.retentionSeconds * 1000);
  }
}

function createState(context: EngineContext, queues: ReadonlyMap<string, QueueSettings>): QueueState {
  const store = createMessageStore(context.database);
  const listeners = new Map<string, Set<() => void>>();
  const changed = (queueName: string): void => {
    for (const listener of [...(listeners.get(queueName) ?? [])]) listener();
  };
  const onChange = (queueName: string, listener: () => void): (() => void) => {
    const all = listeners.get(queueName) ?? new Set();
    listeners.set(queueName, all.add(listener));
    return () => void all.delete(listener);
  };
  const send = (queue: QueueSettings, body: string, options: SendOptions = {}): string => {
    const messageId = randomUUID();
    const sentAt = context.clock.now();
    const visibleAt = sentAt + (options.delaySeconds ?? queue.delaySeconds) * 1000;
    const { attributes = null, groupId = null } = options;
    store.insert({ queue: queue.name, messageId, body, attributes, groupId, sentAt, visibleAt });
    changed(queue.name);
    return messageId;
  };
  const isStale = (queue: QueueSettings, message: StoredMessage, now: number): boolean =>
    message.sentAt + queue.retentionSeconds * 1000 <= now;
  const isTakeable = (queue: QueueSettings, message: StoredMessage, now: number): boolean =>
    !isStale(queue, message, now) && message.received < (queue.redrive?.maxReceiveCount ?? Number.POSITIVE_INFINITY);
  const takeable = (queue: QueueSettings, messages: readonly StoredMessage[], now: number): StoredMessage[] =>
    messages.filter((message) => {
      if (isTakeable(queue, message, now)) return true;
      if (queue.redrive && !isStale(queue, message, now)) {
        store.redrive(message.id, queue.redrive.queueName, queue.arn, now);
        changed(queue.redrive.queueName);
      } else store.remove(message.id);
      return false;
    });
  return { context, store, queues, held: new Map(), send, changed, onChange, isTakeable, takeable };
}
