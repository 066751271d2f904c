import {
  afterBatch,
  applyingAgain,
  isAtWork,
  type Migration,
  sum,
  waiting,
} from '../../shared/domain/migration/migration.ts';
import type { StoredMigration } from '../../shared/store/migration-ports.ts';
import { type BatchResult, judgeBatch } from './judge-batch.ts';
import { migrateOneCase } from './migrate-one-case.ts';
import type { BatchDeps } from './migration-deps.ts';
import type { MigrationMessage } from './migration-message.ts';
import { revertOneCase } from './revert-one-case.ts';
import { settleBatch } from './settle-batch.ts';

/**
 * Does one batch and asks for the next. Batches have numbers: a message that comes late asks for nothing, and one whose
 * batch is done, but perhaps not what follows from it, asks for that. Whoever looks for stalled ones gives no number.
 */
export const onMigration =
  (deps: BatchDeps) =>
  async ({ migrationId, revision }: MigrationMessage): Promise<void> => {
    const stored = await deps.migrations.load(migrationId);
    if (stored === undefined) return;
    const { migration } = stored;
    if (revision === migration.revision - 1 || !isAtWork(migration)) return goOn(deps, stored);
    if (revision !== undefined && revision !== migration.revision) return;
    const { end, counts } = await batchOf(deps, migration);
    const left = waiting(sum([stored.counts, counts]));
    const after = afterBatch(migration, { ...end, left }, deps.now());
    if (!(await deps.migrations.advance(after, counts))) return;
    await goOn(deps, isAtWork(after) ? { migration: after, counts } : await deps.migrations.load(migrationId));
  };

/** The next batch; also when somebody has decided on a case while the last one ended. */
async function goOn(
  deps: Pick<BatchDeps, 'migrations' | 'send' | 'now'>,
  stored: StoredMigration | undefined,
): Promise<void> {
  if (stored === undefined) return;
  const { migration, counts } = stored;
  const { migrationId } = migration;
  if (isAtWork(migration)) return void (await deps.send({ migrationId, revision: migration.revision }));
  if (migration.status !== 'applied' || waiting(counts) === 0) return;
  const again = applyingAgain(migration, deps.now());
  if (await deps.migrations.advance(again, {})) await deps.send({ migrationId, revision: again.revision });
}

function batchOf(deps: BatchDeps, migration: Migration): Promise<BatchResult> {
  if (migration.status === 'judging') return judgeBatch(deps, migration);
  const revert = (one: Parameters<typeof revertOneCase>[2]) => revertOneCase(deps, migration, one);
  if (migration.status === 'reverting') return settleBatch(deps, migration, { applied: revert, reverting: revert });
  return settleBatch(deps, migration, {
    pending: (one) => migrateOneCase(deps, migration, one),
    reverting: revert,
  });
}
