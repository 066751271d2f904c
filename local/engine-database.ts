import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Opens `<data>/engine.db`: what is committed survives a kill of the process. */
export function openEngineDatabase(dataDir: string): DatabaseSync {
  const database = new DatabaseSync(join(dataDir, 'engine.db'));
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = NORMAL');
  return database;
}
