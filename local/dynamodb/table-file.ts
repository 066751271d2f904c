import { DatabaseSync } from 'node:sqlite';

/** How long the engine waits for the server's write lock, milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

/** Opens the server's SQLite file beside it (WAL allows one writer and many readers at a time). */
export function openTableFile(path: string): DatabaseSync {
  const file = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  file.exec('PRAGMA synchronous = NORMAL');
  return file;
}

/**
 * Each write of the server looks for the highest sequence number of its table, which without an index reads the whole
 * stream: three times the CPU time at a few thousand records.
 */
export function indexStreamRecords(file: DatabaseSync): void {
  file.exec(`CREATE INDEX IF NOT EXISTS gangway_stream_sequence
    ON _stream_records (table_name, CAST(sequence_number AS INTEGER))`);
}
