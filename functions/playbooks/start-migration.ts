import { ROUTES } from '../../shared/contract/routes.ts';
import { InputInvalid } from '../../shared/domain/errors.ts';
import { started } from '../../shared/domain/migration/migration.ts';
import type { Incoming } from '../../shared/http/incoming.ts';
import { acceptedBefore } from '../../shared/http/replay.ts';
import type { StoredMigration } from '../../shared/store/migration-ports.ts';
import type { MigrationApiDeps } from './migration-api-deps.ts';

type Start = Incoming<'POST /v1/playbooks/{playbookId}/migrations'>;

export interface Started extends StoredMigration {
  /** A repetition of the request that started it. */
  readonly isReplay: boolean;
}

/**
 * Starts a migration, or finds the one that the same request has started.
 *
 * @throws {PlaybookUnknown} for a version that was never published
 * @throws {InputInvalid} for a target that is the origin, or that is no longer published
 */
export async function startMigration(deps: MigrationApiDeps, incoming: Start): Promise<Started> {
  const { params, body, caller, at, idempotency, route } = incoming;
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
  try {
    const keyed = idempotency && { ...idempotency, status: ROUTES[route].status };
    await deps.migrations.create(migration, keyed);
    return { migration, counts: {}, isReplay: false };
  } catch (error) {
    const { createdId = '' } = await acceptedBefore(error, incoming, (key) => deps.migrations.recall(key, at));
    const stored = await deps.migrations.load(createdId);
    if (stored === undefined) throw error;
    return { ...stored, isReplay: true };
  }
}

const invalidTarget = (code: string, message: string) => new InputInvalid([{ pointer: '/to', code, message }]);
