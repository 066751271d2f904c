import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { IndexName, TableRow } from './table-row.ts';

/** Writes rows straight into the file of the DynamoDB server, which must not be running. The stream hears of nothing. */
export interface BulkTable {
  write(rows: readonly TableRow[]): void;
  /** Leaves the file as the server wants it. */
  finish(): void;
}

const ROWS_PER_TRANSACTION = 100_000;
/** The layout that is written here; the server notes it in `_config`. */
const KNOWN_LAYOUT = '9';
/** SQLite's page cache while importing, KiB. */
const CACHE_KIB = 200_000;

/** @throws one sentence when the file is not one that this knows how to write */
export function openBulkTable(file: DatabaseSync): BulkTable {
  const table = tableName(file);
  file.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
  file.exec('PRAGMA journal_mode = MEMORY');
  file.exec('PRAGMA synchronous = OFF');
  const insert = file.prepare(
    `INSERT OR REPLACE INTO "${table}" (pk, sk, item_json, item_size, hash_prefix) VALUES (?, ?, ?, ?, ?)`,
  );
  const index = (name: IndexName) =>
    file.prepare(`INSERT OR REPLACE INTO "${table}::gsi::${name}" (gsi_pk, gsi_sk, table_pk, table_sk, item_json)
      VALUES (?, ?, ?, ?, ?)`);
  const indexes = { gsi1: index('gsi1'), gsi2: index('gsi2') };
  let written = 0;
  let prefix = { pk: '', order: '' };

  const writeRow = ({ pk, sk, json, bytes, entries }: TableRow): void => {
    if (prefix.pk !== pk) prefix = { pk, order: hashPrefix(pk) };
    insert.run(text(pk), text(sk), json, bytes, prefix.order);
    for (const entry of entries) {
      indexes[entry.index].run(text(entry.pk), text(entry.sk), text(pk), text(sk), entry.json);
    }
  };
  file.exec('BEGIN IMMEDIATE');
  return {
    write(rows) {
      for (const row of rows) writeRow(row);
      written += rows.length;
      if (written < ROWS_PER_TRANSACTION) return;
      file.exec('COMMIT; BEGIN IMMEDIATE');
      written = 0;
    },
    finish() {
      file.exec('COMMIT');
      file.exec('PRAGMA synchronous = FULL');
      file.exec('PRAGMA journal_mode = WAL');
    },
  };
}

function tableName(file: DatabaseSync): string {
  const layout = file.prepare("SELECT value FROM _config WHERE key = 'schema_version'").get()?.['value'];
  const tables = file.prepare('SELECT table_name AS name FROM _tables').all();
  if (layout !== KNOWN_LAYOUT) throw new Error(`The DynamoDB server stores layout ${layout}, not ${KNOWN_LAYOUT}.`);
  if (tables.length !== 1) throw new Error(`The data folder has ${tables.length} tables; the import knows one.`);
  return String(tables[0]!['name']);
}

/** How the server writes a key of type S. */
const text = (key: string): string => `S:${key}`;

/** The server's order of partitions in a Scan, which is that of DynamoDB's own test server. */
const hashPrefix = (pk: string): string => hash('md5', `Outliers${pk}`).slice(0, 6);
