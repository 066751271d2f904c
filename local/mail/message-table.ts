import type { DatabaseSync } from 'node:sqlite';

/** A mail that the system has sent, as its recipients would get it. */
export interface SentMail {
  /** The id that SES answered with. */
  readonly messageId: string;
  readonly source: string;
  readonly destinations: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly configurationSet: string | undefined;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  readonly raw: Buffer;
}

const schema = `
CREATE TABLE IF NOT EXISTS mail_message (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, destinations TEXT NOT NULL,
  tags TEXT NOT NULL, configuration_set TEXT, sent_at INTEGER NOT NULL, raw BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS mail_recipient (
  address TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (address, seq)) WITHOUT ROWID;`;

const fromRow = (row: Record<string, unknown>): SentMail => ({
  messageId: row['message_id'] as string,
  source: row['source'] as string,
  destinations: JSON.parse(row['destinations'] as string) as string[],
  tags: JSON.parse(row['tags'] as string) as Record<string, string>,
  configurationSet: (row['configuration_set'] as string | null) ?? undefined,
  sentAt: row['sent_at'] as number,
  raw: Buffer.from(row['raw'] as Uint8Array),
});

/** Sent mails in `engine.db`. */
export class MessageTable {
  readonly #insert;
  readonly #address;
  readonly #newest;
  readonly #newestTo;
  readonly #byId;

  constructor(database: DatabaseSync) {
    database.exec(schema);
    this.#insert = database.prepare(
      `INSERT INTO mail_message (message_id, source, destinations, tags, configuration_set, sent_at, raw)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#address = database.prepare('INSERT OR IGNORE INTO mail_recipient VALUES (?, ?)');
    this.#newest = database.prepare('SELECT * FROM mail_message WHERE sent_at >= ? ORDER BY seq DESC LIMIT ?');
    this.#newestTo = database.prepare(
      `SELECT m.* FROM mail_recipient r JOIN mail_message m USING (seq)
       WHERE r.address = ? AND m.sent_at >= ? ORDER BY r.seq DESC LIMIT ?`,
    );
    this.#byId = database.prepare('SELECT * FROM mail_message WHERE message_id = ?');
  }

  /** Call in a transaction. */
  insert(mail: SentMail): void {
    const { messageId, source, destinations, tags, configurationSet, sentAt, raw } = mail;
    const texts = [JSON.stringify(destinations), JSON.stringify(tags), configurationSet ?? null];
    const { lastInsertRowid } = this.#insert.run(messageId, source, ...texts, sentAt, raw);
    for (const address of destinations) this.#address.run(address.toLowerCase(), lastInsertRowid);
  }

  /** Newest first, sent at `since` (epoch ms) or later, to one address (without case) or to anybody. */
  newest(to: string | undefined, since: number, limit: number): readonly SentMail[] {
    const rows = to === undefined ? this.#newest.all(since, limit) : this.#newestTo.all(to.toLowerCase(), since, limit);
    return rows.map(fromRow);
  }

  byId(messageId: string): SentMail | undefined {
    const row = this.#byId.get(messageId);
    return row && fromRow(row);
  }
}
