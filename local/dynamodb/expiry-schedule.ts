import type { DatabaseSync } from 'node:sqlite';
import type { EngineClock, EnginePart } from '../parts.ts';
import type { ExpirySweep } from './expiry.ts';

/** How often expired items are deleted, engine time. DynamoDB itself promises "a few days". */
const SWEEP_EVERY_MS = 48 * 3_600_000;
/** Before a sweep that failed is tried again, engine time. */
const RETRY_AFTER_MS = 60_000;

interface ExpirySettings {
  readonly clock: EngineClock;
  readonly database: DatabaseSync;
  log(line: string): void;
}

/** Runs the sweeps of all tables when it is time; when the last one was is stored. */
export function createExpirySchedule(
  sweeps: readonly ExpirySweep[],
  { clock, database, log }: ExpirySettings,
): EnginePart {
  database.exec(
    'CREATE TABLE IF NOT EXISTS dynamodb_swept (id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL)',
  );
  const store = database.prepare('INSERT OR REPLACE INTO dynamodb_swept (id, at) VALUES (1, ?)');
  const stored = database.prepare('SELECT at FROM dynamodb_swept WHERE id = 1').get()?.['at'];
  if (stored === undefined) store.run(clock.now());
  let dueAt = Number(stored ?? clock.now()) + SWEEP_EVERY_MS;
  let running = 0;
  let closed = false;

  const sweep = async (now: number): Promise<void> => {
    running += 1;
    try {
      for (const run of sweeps) if (!closed) await run(now);
      if (!closed) store.run(now);
    } catch (error) {
      if (closed) return;
      dueAt = now + RETRY_AFTER_MS;
      log(`Expired items could not be deleted: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      running -= 1;
    }
  };
  return {
    nextDueAt: () => (sweeps.length === 0 || running > 0 ? undefined : dueAt),
    runDue(now) {
      if (now < dueAt || running > 0) return;
      dueAt = now + SWEEP_EVERY_MS;
      void sweep(now);
    },
    busy: () => running,
    close() {
      closed = true;
    },
  };
}
