import {
  type BatchEnd,
  countsOfChange,
  type Migration,
  type MigrationCase,
  type MigrationCounts,
  sum,
} from '../../shared/domain/migration/migration.ts';
import { planMigration } from '../../shared/domain/migration/plan-migration.ts';
import { isNotFound } from './is-not-found.ts';
import { concerns, fromOf, toOf } from './migrate-one-case.ts';
import type { BatchDeps } from './migration-deps.ts';

const CASES_PER_BATCH = 100;

export interface BatchResult {
  readonly end: BatchEnd;
  readonly counts: MigrationCounts;
}

/** Judges the next cases of the walk. A batch that is done again counts what its first attempt has found. */
export async function judgeBatch(deps: BatchDeps, migration: Migration): Promise<BatchResult> {
  const page = await deps.walk.page(await deps.groups(), CASES_PER_BATCH, migration.cursor);
  const caseIds = page.cases.filter(({ type }) => type === migration.playbookId).map(({ caseId }) => caseId);
  const known = await deps.migrations.known(migration.migrationId, caseIds);
  const isKnown = new Set(known.map(({ caseId }) => caseId));
  const added = await Promise.all(
    [...new Set(caseIds)].filter((caseId) => !isKnown.has(caseId)).map((caseId) => judge(deps, migration, caseId)),
  );
  const found = [...known, ...added].filter((one) => one?.batch === migration.revision) as readonly MigrationCase[];
  return {
    end: { cursor: page.cursor, found: found.length },
    counts: sum(found.map((one) => countsOfChange(undefined, one))),
  };
}

async function judge(deps: BatchDeps, migration: Migration, caseId: string): Promise<MigrationCase | undefined> {
  const case_ = await deps.cases.load(caseId).catch(isNotFound);
  if (case_ === undefined || !concerns(migration, case_)) return undefined;
  const [from, to] = await Promise.all([deps.playbookOf(fromOf(migration)), deps.playbookOf(toOf(migration))]);
  const plan = planMigration(case_, from, to);
  return deps.migrations.add({
    migrationId: migration.migrationId,
    caseId,
    number: case_.number,
    ...plan,
    state: plan.verdict === 'needs_decision' ? 'undecided' : 'pending',
    batch: migration.revision,
  });
}
