import type { DatabaseSync } from 'node:sqlite';
import type { EngineClock } from './parts.ts';

/** The clock the engine itself may move; `shared` holds the offset for worker threads (one Float64, milliseconds). */
export interface MovableClock extends EngineClock {
  readonly shared: SharedArrayBuffer;
  /** Moves the clock forward to `instant` (epoch ms) and stores the new offset before it takes effect. Never moves back. */
  moveTo(instant: number): void;
}

/**
 * The engine's one clock: the machine's time plus a stored offset.
 * @param machineNow the machine's time, epoch milliseconds
 */
export function createClock(database: DatabaseSync, machineNow: () => number): MovableClock {
  database.exec('CREATE TABLE IF NOT EXISTS clock (id INTEGER PRIMARY KEY CHECK (id = 1), offset_ms INTEGER NOT NULL)');
  const row = database.prepare('SELECT offset_ms FROM clock WHERE id = 1').get();
  const store = database.prepare('INSERT OR REPLACE INTO clock (id, offset_ms) VALUES (1, ?)');
  const shared = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const offset = new Float64Array(shared);
  offset[0] = Number(row?.['offset_ms'] ?? 0);
  return {
    shared,
    now: () => machineNow() + offset[0]!,
    offsetMs: () => offset[0]!,
    moveTo(instant) {
      const ahead = Math.ceil(instant - machineNow());
      if (ahead <= offset[0]!) return;
      store.run(ahead);
      offset[0] = ahead;
    },
  };
}
