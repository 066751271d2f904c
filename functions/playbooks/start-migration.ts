import { InputInvalid } from '../../shared/domain/errors.ts';
import { type Migration, started } from '../../shared/domain/migration/migration.ts';
import type { Incoming } from '../../shared/http/incoming.ts';
import type { CommandKey } from '../../shared/store/migration-ports.ts';
import type { MigrationApiDeps } from './migration-api-deps.ts';

type Start = Incoming<'POST /v1/playbooks/{playbookId}/migrations'>;

/**
 * Starts a migration.
 *
 * @throws {PlaybookUnknown} for a version that was never published
 * @throws {InputInvalid} for a target that is the origin, or that is no longer published
 */
export async function startMigration(
  deps: MigrationApiDeps,
  { params, body, caller, at }: Start,
  key: CommandKey | undefined,
): Promise<Migration> {
  const { playbookId } = params;
  const { from: fromVersion, to: toVersion, dryRun = false } = body;
  if (fromVersion === toVersion) throw invalidTarget('migration.same-version', 'Name two versions.');
  await Promise.all([fromVersion, toVersion].map((version) => deps.playbookOf({ id: playbookId, version })));
  if (!(await deps.isPublished({ id: playbookId, version: toVersion }))) {
    throw invalidTarget('migration.target-retired', 'This version is not published any more.');
  }
  const migrationId = deps.newId('mig');
  const startedBy = caller.personId;
  const migration = started({ migrationId, playbookId, fromVersion, toVersion, dryRun, startedBy }, at);
  await deps.migrations.create(migration, key);
  return migration;
}

const invalidTarget = (code: string, message: string) => new InputInvalid([{ pointer: '/to', code, message }]);
