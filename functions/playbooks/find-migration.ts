import type { Caller } from '../../shared/domain/access/caller.ts';
import { MigrationNotFound } from '../../shared/domain/errors.ts';
import type { StoredMigration } from '../../shared/store/migration-ports.ts';
import type { MigrationApiDeps } from './migration-api-deps.ts';
import { requireConfiguration } from './playbook-command.ts';

interface Named {
  readonly caller: Caller;
  readonly params: { readonly playbookId: string; readonly migrationId: string };
}

/** @throws {PlaybookForbidden} · {MigrationNotFound} when the playbook has no such migration */
export async function findMigration(
  { migrations }: Pick<MigrationApiDeps, 'migrations'>,
  { caller, params }: Named,
): Promise<StoredMigration> {
  requireConfiguration(caller, 'migrate_cases');
  const stored = await migrations.load(params.migrationId);
  if (stored?.migration.playbookId !== params.playbookId) throw new MigrationNotFound();
  return stored;
}
