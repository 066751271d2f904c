import {
  countsOfChange,
  type Migration,
  type MigrationCase,
  type MigrationCaseState,
  type MigrationCounts,
  sum,
} from '../../shared/domain/migration/migration.ts';
import type { BatchResult } from './judge-batch.ts';
import type { BatchDeps } from './migration-deps.ts';

const CASES_PER_BATCH = 50;

/** How a case that is in a state is brought into another one. */
export type Settlers = Readonly<Partial<Record<MigrationCaseState, (one: MigrationCase) => Promise<MigrationCase>>>>;

/**
 * Brings the next cases into other states, each by itself. What the first attempt of a batch has written is counted and
 * not done again.
 */
export async function settleBatch(deps: BatchDeps, migration: Migration, settlers: Settlers): Promise<BatchResult> {
  const { migrationId, revision: batch } = migration;
  const page = { limit: CASES_PER_BATCH, cursor: migration.cursor };
  const { cases, cursor } = await deps.migrations.cases(migrationId, page);
  const changes = await Promise.all(
    cases.map(async (one): Promise<MigrationCounts> => {
      if (one.batch === batch) return countsOfChange(one.was, one);
      const { verdict, state } = one;
      const settled = await settlers[state]?.(one);
      if (settled === undefined) return {};
      const after = { ...settled, batch, was: { verdict, state } };
      return (await deps.migrations.settle(one, after)) ? countsOfChange(one, after) : {};
    }),
  );
  return { end: { cursor }, counts: sum(changes) };
}
