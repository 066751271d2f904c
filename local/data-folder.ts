import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { killOrphan } from './dynamodb/orphan.ts';
import { lockDataFolder } from './engine-lock.ts';

/** The lock's file and SQLite's journal beside it. */
const LOCK_FILES = 'lock.db';
/** Present from the first start of an empty folder until its seeding has ended, so that a killed seeding is repeated. */
const PENDING_SEED = 'seed.pending';

/**
 * Makes the data folder ready for a start: alone in it, without a server left behind, emptied when asked.
 * @returns whether the demo world must be written
 * @throws one sentence when another engine uses the folder
 */
export async function prepareDataFolder(dataDir: string, wants: { fresh: boolean; seed: boolean }): Promise<boolean> {
  mkdirSync(dataDir, { recursive: true });
  const lock = lockDataFolder(dataDir);
  try {
    await killOrphan(join(dataDir, 'dynamodb.pid'), join(dataDir, 'dynamodb.db'));
    const contents = readdirSync(dataDir).filter((name) => !name.startsWith(LOCK_FILES));
    if (wants.fresh) for (const name of contents) rmSync(join(dataDir, name), { recursive: true });
    if (wants.seed && (wants.fresh || contents.length === 0)) writeFileSync(join(dataDir, PENDING_SEED), '');
  } finally {
    lock.release();
  }
  return wants.seed && existsSync(join(dataDir, PENDING_SEED));
}

export function markSeeded(dataDir: string): void {
  rmSync(join(dataDir, PENDING_SEED), { force: true });
}
