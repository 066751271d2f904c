import type { DatabaseSync } from 'node:sqlite';

/** What a change of a table was, without its images. */
export interface StreamHead {
  /** Ever increasing, never used again. */
  readonly id: number;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly keysJson: string;
}

/** One change of a table as the server stored it. Images are DynamoDB JSON as text. */
export interface StreamRow extends StreamHead {
  readonly newImageJson: string | null;
  readonly oldImageJson: string | null;
  /** Machine time, epoch seconds. */
  readonly createdAtSeconds: number;
}

/** Where the changes of all tables are read from. */
export interface StreamSource {
  /** A number that changes whenever another process has written. */
  version(): number;
  newestId(table: string): number;
  /** At most `limit` changes after `id`, oldest first, without their images, which are most of the bytes. */
  after(table: string, id: number, limit: number): readonly StreamHead[];
  row(id: number): StreamRow;
  /** Deletes what is at or before `id`. */
  trim(table: string, id: number): void;
}

/** Reads the server's own file: one query instead of a conversation over HTTP. */
export function createStreamSource(file: DatabaseSync): StreamSource {
  const version = file.prepare('PRAGMA data_version');
  const newest = file.prepare('SELECT COALESCE(MAX(id), 0) AS id FROM _stream_records WHERE table_name = ?');
  // The plus keeps SQLite from going through all changes of a table by their sequence instead of by their ids.
  const after = file.prepare(`SELECT id, event_name AS eventName, keys_json AS keysJson
    FROM _stream_records WHERE id > ? AND +table_name = ? ORDER BY id LIMIT ?`);
  const row = file.prepare(`SELECT id, event_name AS eventName, keys_json AS keysJson, new_image AS newImageJson,
    old_image AS oldImageJson, created_at AS createdAtSeconds FROM _stream_records WHERE id = ?`);
  const trim = file.prepare('DELETE FROM _stream_records WHERE id <= ? AND +table_name = ?');
  return {
    version: () => Number(version.get()!['data_version']),
    newestId: (table) => Number(newest.get(table)!['id']),
    after: (table, id, limit) => after.all(id, table, limit) as unknown as StreamHead[],
    row: (id) => row.get(id) as unknown as StreamRow,
    trim: (table, id) => void trim.run(id, table),
  };
}
