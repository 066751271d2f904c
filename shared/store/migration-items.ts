import * as z from 'zod/mini';
import {
  CASE_STATES,
  MIGRATION_STATUSES,
  type Migration,
  type MigrationCase,
  type MigrationCounts,
} from '../domain/migration/migration.ts';
import { VERDICTS } from '../domain/migration/verdict.ts';
import { readState, stored } from './stored-json.ts';
import { type Key, shardOf } from './table.ts';
import { dueShard } from './timer-item.ts';

const partition = (migrationId: string): string => `MIGRATION#${migrationId}`;

export const CASE_PREFIX = 'CASE#';
export const headKey = (migrationId: string): Key => ({ pk: partition(migrationId), sk: 'HEAD' });
export const migrationCaseKey = (migrationId: string, caseId: string): Key => ({
  pk: partition(migrationId),
  sk: CASE_PREFIX + caseId,
});

const headSchema = z.looseObject({
  migrationId: z.string(),
  playbookId: z.string(),
  fromVersion: z.int(),
  toVersion: z.int(),
  status: z.enum(MIGRATION_STATUSES),
  revision: z.int(),
});

const caseSchema = z.looseObject({
  migrationId: z.string(),
  caseId: z.string(),
  verdict: z.enum(VERDICTS),
  state: z.enum(CASE_STATES),
  batch: z.int(),
});

/** Attributes of the head without its counts, which are only ever added to; `revision` is for the next condition. */
export function toHeadItem(migration: Migration, shardCount: number) {
  const { migrationId, revision, checkAt } = migration;
  const base = { ...stored(headKey(migrationId), migration), revision };
  if (checkAt === undefined) return base;
  return {
    ...base,
    kind: 'migration',
    row: JSON.stringify({ migrationId, dueAt: checkAt }),
    gsi1pk: dueShard(shardOf(migrationId, shardCount)),
    gsi1sk: `${checkAt}#${migrationId}`,
  };
}

/** Attributes that a head has only while it is at work. */
export const DUE_ATTRIBUTES = ['kind', 'row', 'gsi1pk', 'gsi1sk'] as const;

const COUNTED = [...VERDICTS, ...CASE_STATES];
export const countAttribute = (name: string): string => `count_${name}`;

/** @throws {CorruptItem} */
export const fromHeadItem = (item: Record<string, unknown>): Migration => readState<Migration>(item, headSchema);

export function countsOfItem(item: Record<string, unknown>): MigrationCounts {
  return Object.fromEntries(COUNTED.map((name) => [name, Number(item[countAttribute(name)] ?? 0)]));
}

/** `caseState` and `batchNumber` stand beside the document for the condition of the next write. */
export function toMigrationCaseItem(one: MigrationCase) {
  const { migrationId, caseId, state, batch } = one;
  return { ...stored(migrationCaseKey(migrationId, caseId), one), caseState: state, batchNumber: batch };
}

/** @throws {CorruptItem} */
export const fromMigrationCaseItem = (item: Record<string, unknown>): MigrationCase =>
  readState<MigrationCase>(item, caseSchema);
