import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { TABLE } from '../shared/contract/table.ts';
import { outboxShard } from '../shared/store/event-item.ts';
import { dueShard } from '../shared/store/timer-item.ts';
import type { ResolvedResource } from './parts.ts';

/** Says which firings of a schedule can be left out while time is advanced. */
export interface RelevantFirings {
  /** Epoch ms of the next work, a time in the past when every firing counts, undefined when there is nothing to find. */
  relevant(schedule: { readonly functionName: string }): number | undefined;
  /** To be called when a schedule invokes its function. */
  fired(functionName: string): void;
}

export interface RelevantFiringsSettings {
  readonly resources: readonly ResolvedResource[];
  /** The DynamoDB server's SQLite file. */
  readonly file: DatabaseSync;
  readonly engineDatabase: DatabaseSync;
  /** False in real time: then every firing happens. */
  advancing(): boolean;
}

/** Sweeps also look for what is a while old, so one firing without any change is not yet proof of having no work. */
const IDLE_FIRINGS = 2;
const SHARDS = 10;
const INDEX = 'gsi1' satisfies keyof typeof TABLE.indexes;
/** A sort key of the index of due work begins with its instant. */
const INSTANT = /^S:(\d{4}-\d\d-\d\dT[\d:.]+Z)/;

/**
 * A sweep finds nothing unless something was stored since it last ran, or something on the index of due and unpublished
 * work has come of age. A month of minutes has 43,200 firings, nearly all of them idle.
 */
export function createRelevantFirings(settings: RelevantFiringsSettings): RelevantFirings {
  const { file, engineDatabase, advancing } = settings;
  const tables = settings.resources.filter(
    ({ type, properties }) =>
      type === 'AWS::DynamoDB::GlobalTable' &&
      properties.GlobalSecondaryIndexes?.some((index: { IndexName: string }) => index.IndexName === INDEX),
  );
  const earliest = tables.map(({ physicalId }) => earliestOf(file, physicalId));
  const version = file.prepare('PRAGMA data_version');
  const objects = engineDatabase.prepare('SELECT MAX(seq) AS seq FROM objects_version');
  const state = () => `${version.get()!['data_version']}/${objects.get()!['seq']}`;
  const seen = new Map<string, { readonly state: string; readonly firings: number }>();
  let known: { readonly state: string; readonly at: number | undefined } | undefined;

  const earliestWork = (now: string): number | undefined => {
    if (known?.state !== now) known = { state: now, at: minimum(earliest.map((find) => find())) };
    return known.at;
  };
  return {
    relevant({ functionName }) {
      if (!advancing()) return 0;
      const now = state();
      const last = seen.get(functionName);
      if (last?.state !== now || last.firings < IDLE_FIRINGS) return 0;
      return earliestWork(now);
    },
    fired(functionName) {
      const now = state();
      const last = seen.get(functionName);
      seen.set(functionName, { state: now, firings: last?.state === now ? last.firings + 1 : 1 });
    },
  };
}

/** Finds the earliest instant on the index of due and unpublished work of one table. */
function earliestOf(file: DatabaseSync, table: string): () => number | undefined {
  const first = file.prepare(`SELECT MIN(gsi_sk) AS first FROM "${table}::gsi::${INDEX}" WHERE gsi_pk = ?`);
  const shards = Array.from({ length: SHARDS }, (_, shard) => [dueShard(shard), outboxShard(shard)]).flat();
  return () => minimum(shards.map((partition) => instantOf(first, partition)));
}

function instantOf(first: StatementSync, partition: string): number | undefined {
  const instant = INSTANT.exec(String(first.get(`S:${partition}`)!['first']))?.[1];
  return instant === undefined ? undefined : Date.parse(instant);
}

function minimum(times: readonly (number | undefined)[]): number | undefined {
  const given = times.filter((time) => time !== undefined);
  return given.length === 0 ? undefined : Math.min(...given);
}
