import type { DatabaseSync } from 'node:sqlite';

/** One stored message. Times are engine time, epoch milliseconds. */
export interface StoredMessage {
  readonly id: number;
  readonly queue: string;
  readonly messageId: string;
  readonly body: string;
  /** JSON of the message attributes as sent, or null. */
  readonly attributes: string | null;
  readonly groupId: string | null;
  readonly sentAt: number;
  readonly visibleAt: number;
  /** How often it was received and not deleted; what a mapping holds right now is not counted yet. */
  readonly received: number;
  readonly firstReceivedAt: number | null;
  /** Receipt of the last receive by a client; null for one that only mappings have read. */
  readonly receipt: string | null;
  /** ARN of the queue it was redriven from. */
  readonly sourceArn: string | null;
}

export type NewMessage = Pick<
  StoredMessage,
  'queue' | 'messageId' | 'body' | 'attributes' | 'groupId' | 'sentAt' | 'visibleAt'
>;

export interface QueueCounts {
  readonly ready: number;
  readonly delayed: number;
  readonly hidden: number;
}

const schema = `
  CREATE TABLE IF NOT EXISTS queues_messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, message_id TEXT NOT NULL, body TEXT NOT NULL,
    attributes TEXT, group_id TEXT, sent_at INTEGER NOT NULL, visible_at INTEGER NOT NULL,
    received INTEGER NOT NULL DEFAULT 0, first_received_at INTEGER, receipt TEXT, source_arn TEXT) STRICT;
  CREATE INDEX IF NOT EXISTS queues_messages_visible ON queues_messages (queue, visible_at, id);`;

const columns = `id, queue, message_id AS messageId, body, attributes, group_id AS groupId, sent_at AS sentAt,
  visible_at AS visibleAt, received, first_received_at AS firstReceivedAt, receipt, source_arn AS sourceArn`;

/** Ids of messages that a mapping works on. */
type Held = Pick<ReadonlyMap<number, unknown>, 'has' | 'size'>;

export type MessageStore = ReturnType<typeof createMessageStore>;

/** The table of messages; every method is one prepared statement, and transactions belong to the caller. */
export function createMessageStore(database: DatabaseSync) {
  database.exec(schema);
  const insert = database.prepare(
    `INSERT INTO queues_messages (queue, message_id, body, attributes, group_id, sent_at, visible_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  // Answered by the index alone: what a mapping holds is passed over without reading it.
  const readyIds = database.prepare(
    'SELECT id FROM queues_messages WHERE queue = ? AND visible_at <= ? ORDER BY visible_at, id LIMIT ?',
  );
  const next = database.prepare(
    'SELECT visible_at AS visibleAt FROM queues_messages WHERE queue = ? AND visible_at > ? ORDER BY visible_at LIMIT 1',
  );
  const byId = database.prepare(`SELECT ${columns} FROM queues_messages WHERE id = ?`);
  const remove = database.prepare('DELETE FROM queues_messages WHERE id = ?');
  const hide = database.prepare('UPDATE queues_messages SET visible_at = ? WHERE id = ?');
  const receive = database.prepare(
    `UPDATE queues_messages SET received = received + 1, first_received_at = coalesce(first_received_at, ?),
     visible_at = ?, receipt = coalesce(?, receipt) WHERE id = ?`,
  );
  const redrive = database.prepare(
    `UPDATE queues_messages SET queue = ?, source_arn = ?, visible_at = ?, received = 0, first_received_at = NULL,
     receipt = NULL WHERE id = ?`,
  );
  const release = database.prepare(
    'UPDATE queues_messages SET visible_at = ? WHERE receipt IS NOT NULL AND visible_at > ?',
  );
  const purge = database.prepare('DELETE FROM queues_messages WHERE queue = ?');
  const expire = database.prepare('DELETE FROM queues_messages WHERE queue = ? AND sent_at <= ?');
  const count = database.prepare(
    `SELECT count(*) FILTER (WHERE visible_at <= :now) AS ready,
       count(*) FILTER (WHERE visible_at > :now AND received = 0) AS delayed,
       count(*) FILTER (WHERE visible_at > :now AND received > 0) AS hidden
     FROM queues_messages WHERE queue = :queue`,
  );
  return {
    insert: (message: NewMessage): void => {
      const { queue, messageId, body, attributes, groupId, sentAt, visibleAt } = message;
      insert.run(queue, messageId, body, attributes, groupId, sentAt, visibleAt);
    },
    /** Visible messages that are not held, oldest first. */
    ready: (queue: string, now: number, limit: number, held: Held): StoredMessage[] =>
      readyIds
        .all(queue, now, limit + held.size)
        .map(({ id }) => Number(id))
        .filter((id) => !held.has(id))
        .slice(0, limit)
        .map((id) => byId.get(id) as unknown as StoredMessage),
    /** When the next hidden or delayed message becomes visible. */
    nextVisibleAt: (queue: string, now: number) =>
      (next.get(queue, now) as { visibleAt: number } | undefined)?.visibleAt,
    byId: (id: number) => byId.get(id) as unknown as StoredMessage | undefined,
    remove: (id: number): void => void remove.run(id),
    hideUntil: (id: number, visibleAt: number): void => void hide.run(visibleAt, id),
    countReceive: (id: number, receivedAt: number, visibleAt: number, receipt: string | null): void =>
      void receive.run(receivedAt, visibleAt, receipt, id),
    redrive: (id: number, queue: string, sourceArn: string, now: number): void =>
      void redrive.run(queue, sourceArn, now, id),
    /** Makes visible what clients had received and not deleted. */
    releaseReceived: (now: number): void => void release.run(now, now),
    purge: (queue: string): void => void purge.run(queue),
    removeSentBefore: (queue: string, sentAt: number): void => void expire.run(queue, sentAt),
    counts: (queue: string, now: number) => count.get({ ':queue': queue, ':now': now }) as unknown as QueueCounts,
  };
}
