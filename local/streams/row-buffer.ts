import type { Checkpoints } from './checkpoints.ts';
import { mayReachFunction, reachesFunction } from './stream-event.ts';
import type { StreamMapping } from './stream-mapping.ts';
import type { StreamRow, StreamSource } from './stream-source.ts';

/** The rows of one mapping that were read and not yet handed out. */
export interface RowBuffer {
  /** Reads on until a full batch is there or the stream has nothing more. `now`: engine time, epoch ms. */
  fill(now: number): void;
  readonly length: number;
  /** Engine time at which the oldest row here was read. */
  readonly since: number;
  take(): StreamRow[];
  /** Id of the last row that was read, whether it matched or not. */
  readonly position: number;
}

const READ_AT_ONCE = 200;

export function createRowBuffer(source: StreamSource, mapping: StreamMapping, checkpoints: Checkpoints): RowBuffer {
  let rows: StreamRow[] = [];
  let since = 0;
  let position = startingPosition(source, mapping, checkpoints);
  return {
    get length() {
      return rows.length;
    },
    get since() {
      return since;
    },
    get position() {
      return position;
    },
    fill(now) {
      while (rows.length < mapping.batchSize) {
        const read = source.after(mapping.tableName, position, READ_AT_ONCE);
        if (read.length === 0) return;
        if (rows.length === 0) since = now;
        position = read.at(-1)!.id;
        const wanted = read.filter((head) => mayReachFunction(head, mapping)).map(({ id }) => source.row(id));
        rows.push(...wanted.filter((row) => reachesFunction(row, mapping)));
      }
    },
    take() {
      const taken = rows.slice(0, mapping.batchSize);
      rows = rows.slice(mapping.batchSize);
      return taken;
    },
  };
}

/** A new mapping stores at once where it begins, so that a restart does not move a start at the newest record. */
function startingPosition(source: StreamSource, mapping: StreamMapping, checkpoints: Checkpoints): number {
  const stored = checkpoints.get(mapping.id);
  if (stored !== undefined) return stored;
  const position = mapping.fromNewest ? source.newestId(mapping.tableName) : 0;
  checkpoints.set(mapping.id, position);
  return position;
}
