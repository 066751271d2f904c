import type { DatabaseSync } from 'node:sqlite';

/**
 * Runs `work` in one transaction and returns what it returns; joins a transaction that is already open, so that parts
 * can write together. `work` must be synchronous: there is one connection. A throw rolls back and is passed on.
 */
export function transact<T>(database: DatabaseSync, work: () => T): T {
  if (database.isTransaction) return work();
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
