import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface EngineLock {
  release(): void;
}

/**
 * Makes sure that one engine uses a data folder. The lock is the operating system's, held through SQLite: it goes with
 * the process, however that ends.
 * @throws one sentence when another engine has the folder
 */
export function lockDataFolder(dataDir: string): EngineLock {
  const database = new DatabaseSync(join(dataDir, 'lock.db'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!(error instanceof Error) || !error.message.includes('locked')) throw error;
    throw new Error(
      `Gangway is already running on ${dataDir}: stop it first, or choose another folder with GANGWAY_DATA.`,
    );
  }
  return { release: () => database.close() };
}
