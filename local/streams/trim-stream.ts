import type { Checkpoints } from './checkpoints.ts';
import type { StreamMapping } from './stream-mapping.ts';
import type { StreamSource } from './stream-source.ts';

/** The server numbers on from what is left, so some of the newest rows stay. */
const KEPT_ROWS = 50;
/** Rows that must have been consumed before the next deletion: rare and large is cheaper than often and small. */
const TRIM_AFTER_ROWS = 1_000;

/** Deletes what every mapping of a table is done with. */
export function createTrimmer(
  source: StreamSource,
  checkpoints: Checkpoints,
  mappings: readonly StreamMapping[],
): { trim(): void } {
  const trimmed = new Map<string, number>();
  return {
    trim() {
      for (const table of new Set(mappings.map(({ tableName }) => tableName))) {
        const readers = mappings.filter(({ tableName }) => tableName === table);
        const through = Math.min(...readers.map(({ id }) => checkpoints.get(id) ?? 0)) - KEPT_ROWS;
        if (through - (trimmed.get(table) ?? 0) < TRIM_AFTER_ROWS) continue;
        source.trim(table, through);
        trimmed.set(table, through);
      }
    },
  };
}
