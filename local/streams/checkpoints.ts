import type { DatabaseSync } from 'node:sqlite';

/** How far each mapping has come: the id of the last row that need not be sent again. */
export interface Checkpoints {
  get(mappingId: string): number | undefined;
  set(mappingId: string, rowId: number): void;
}

export function createCheckpoints(database: DatabaseSync): Checkpoints {
  database.exec('CREATE TABLE IF NOT EXISTS streams_checkpoints (mappingId TEXT PRIMARY KEY, rowId INTEGER NOT NULL)');
  const get = database.prepare('SELECT rowId FROM streams_checkpoints WHERE mappingId = ?');
  const set = database.prepare('INSERT OR REPLACE INTO streams_checkpoints (mappingId, rowId) VALUES (?, ?)');
  return {
    get: (mappingId) => get.get(mappingId)?.['rowId'] as number | undefined,
    set: (mappingId, rowId) => void set.run(mappingId, rowId),
  };
}
