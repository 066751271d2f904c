import { MigrationNotRevertible } from '../../shared/domain/case/migration-refusals.ts';
import type { Replaced } from '../../shared/domain/case/replaced.ts';
import { revertMigration } from '../../shared/domain/case/revert-migration.ts';
import { DomainError } from '../../shared/domain/errors.ts';
import type { Migration, MigrationCase } from '../../shared/domain/migration/migration.ts';
import { isAt } from '../../shared/domain/playbook/renames.ts';
import { systemCaller, systemCommand } from '../../shared/events/system-command.ts';
import { CONSUMER, fromOf } from './migrate-one-case.ts';
import type { CaseMigrationDeps } from './migration-deps.ts';

/**
 * Takes one case back to the version that it came from. A case that is there has been taken back before.
 *
 * @returns the case in its new state, not yet written: as it was when it has moved on
 */
export async function revertOneCase(
  deps: CaseMigrationDeps,
  migration: Migration,
  one: MigrationCase,
): Promise<MigrationCase> {
  const { caseId, revertedBy: startedBy = migration.startedBy } = one;
  const { playbook, migration: made } = await deps.cases.load(caseId);
  if (isAt(playbook, fromOf(migration))) return { ...one, state: 'reverted' };
  if (made?.migrationId !== migration.migrationId) return movedOn(one);
  const { migrationId, caseVersion } = made;
  const replaced = (await deps.snapshots.snapshot(caseId, caseVersion)) as Replaced;
  try {
    await systemCommand(deps, {
      caseId,
      causation: { correlationId: migrationId },
      caller: systemCaller(CONSUMER),
      decide: (case_, s) => revertMigration(case_, { migrationId, replaced, startedBy }, s),
    });
    return { ...one, state: 'reverted' };
  } catch (error) {
    if (error instanceof DomainError) return movedOn(one);
    throw error;
  }
}

const movedOn = (one: MigrationCase): MigrationCase => ({
  ...one,
  state: 'applied',
  refusal: new MigrationNotRevertible().code,
});
