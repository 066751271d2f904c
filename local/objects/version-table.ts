import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Checksums } from './checksums.ts';

/** One stored version of an object, or a delete marker (which has no file). */
export interface ObjectVersion {
  /** Grows with every change of the whole store; the newest of a key is the current one. */
  readonly seq: number;
  readonly bucket: string;
  readonly key: string;
  /** `null` (the word) in a bucket without versioning, as in S3. */
  readonly versionId: string;
  readonly deleteMarker: boolean;
  readonly sizeBytes: number;
  /** MD5 in hex, without quotes. */
  readonly etag: string;
  readonly checksums: Checksums;
  /** Headers given back on reading: content type and kin, and `x-amz-meta-*`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Epoch milliseconds. */
  readonly storedAt: number;
  readonly file: string;
}

const schema = `
CREATE TABLE IF NOT EXISTS objects_version (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, bucket TEXT NOT NULL, key TEXT NOT NULL, version_id TEXT NOT NULL,
  delete_marker INTEGER NOT NULL, size_bytes INTEGER NOT NULL, etag TEXT NOT NULL, checksums TEXT NOT NULL,
  headers TEXT NOT NULL, tags TEXT NOT NULL, stored_at INTEGER NOT NULL, file TEXT NOT NULL,
  UNIQUE (bucket, key, version_id));
CREATE INDEX IF NOT EXISTS objects_version_current ON objects_version (bucket, key, seq);`;

const current = 'v.seq = (SELECT MAX(w.seq) FROM objects_version w WHERE w.bucket = v.bucket AND w.key = v.key)';
const page = 'v.bucket = ? AND v.key >= ? AND v.key < ?';

function fromRow(row: Record<string, unknown>): ObjectVersion {
  const parsed = (name: string) => JSON.parse(row[name] as string) as Record<string, string>;
  return {
    seq: row['seq'] as number,
    bucket: row['bucket'] as string,
    key: row['key'] as string,
    versionId: row['version_id'] as string,
    deleteMarker: row['delete_marker'] === 1,
    sizeBytes: row['size_bytes'] as number,
    etag: row['etag'] as string,
    checksums: parsed('checksums'),
    headers: parsed('headers'),
    tags: parsed('tags'),
    storedAt: row['stored_at'] as number,
    file: row['file'] as string,
  };
}

/** The metadata of all versions in `engine.db`. */
export class VersionTable {
  readonly #insert;
  readonly #current;
  readonly #byId;
  readonly #remove;
  readonly #setTags;
  readonly #listCurrent;
  readonly #listVersions;

  constructor(database: DatabaseSync) {
    database.exec(schema);
    this.#insert = database.prepare(
      `INSERT INTO objects_version (bucket, key, version_id, delete_marker, size_bytes, etag, checksums, headers, tags,
       stored_at, file) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#current = database.prepare(
      'SELECT * FROM objects_version WHERE bucket = ? AND key = ? ORDER BY seq DESC LIMIT 1',
    );
    this.#byId = database.prepare('SELECT * FROM objects_version WHERE bucket = ? AND key = ? AND version_id = ?');
    this.#remove = database.prepare('DELETE FROM objects_version WHERE seq = ?');
    this.#setTags = database.prepare('UPDATE objects_version SET tags = ? WHERE seq = ?');
    this.#listCurrent = database.prepare(
      `SELECT v.* FROM objects_version v WHERE ${page} AND v.key > ? AND v.delete_marker = 0 AND ${current} ORDER BY v.key LIMIT ?`,
    );
    this.#listVersions = database.prepare(
      `SELECT v.*, (${current}) AS latest FROM objects_version v
       WHERE ${page} AND (v.key > ? OR (v.key = ? AND v.seq < ?)) ORDER BY v.key, v.seq DESC LIMIT ?`,
    );
  }

  insert(version: Omit<ObjectVersion, 'seq'>): ObjectVersion {
    const values: SQLInputValue[] = [version.bucket, version.key, version.versionId, version.deleteMarker ? 1 : 0];
    values.push(version.sizeBytes, version.etag, JSON.stringify(version.checksums), JSON.stringify(version.headers));
    values.push(JSON.stringify(version.tags), version.storedAt, version.file);
    return { ...version, seq: Number(this.#insert.run(...values).lastInsertRowid) };
  }

  current(bucket: string, key: string): ObjectVersion | undefined {
    const row = this.#current.get(bucket, key);
    return row && fromRow(row);
  }

  byId(bucket: string, key: string, versionId: string): ObjectVersion | undefined {
    const row = this.#byId.get(bucket, key, versionId);
    return row && fromRow(row);
  }

  remove(seq: number): void {
    this.#remove.run(seq);
  }

  setTags(seq: number, tags: Readonly<Record<string, string>>): void {
    this.#setTags.run(JSON.stringify(tags), seq);
  }

  /** Current objects (no delete markers) under a prefix, by key, after `after`. */
  listCurrent(bucket: string, prefix: string, after: string, limit: number): ObjectVersion[] {
    return this.#listCurrent.all(bucket, prefix, `${prefix}\u{10ffff}`, after, limit).map(fromRow);
  }

  /** Versions and markers under a prefix, by key, newest first, after (`afterKey`, `beforeSeq`). */
  listVersions(bucket: string, prefix: string, afterKey: string, beforeSeq: number, limit: number) {
    return this.#listVersions
      .all(bucket, prefix, `${prefix}\u{10ffff}`, afterKey, afterKey, beforeSeq, limit)
      .map((row) => ({ version: fromRow(row), latest: row['latest'] === 1 }));
  }
}
