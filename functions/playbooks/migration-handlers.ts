import { ROUTES, type RoutesOf } from '../../shared/contract/routes.ts';
import { applying, type Migration, reverting } from '../../shared/domain/migration/migration.ts';
import type { Handlers, Reply } from '../../shared/http/incoming.ts';
import { replayed } from '../../shared/http/replay.ts';
import type { StoredMigration } from '../../shared/store/migration-ports.ts';
import { decideMigrationCase, revertMigrationCase } from './decide-migration-case.ts';
import { findMigration } from './find-migration.ts';
import type { MigrationApiDeps } from './migration-api-deps.ts';
import { requireConfiguration } from './playbook-command.ts';
import { presentMigration, presentMigrationCase } from './present-migration.ts';
import { startMigration } from './start-migration.ts';

type Routes = Extract<RoutesOf<'playbooks'>, `${string}/migrations${string}`>;
type Rule = (migration: Migration, at: string) => Migration;

const DEFAULT_PAGE = 50;

/** Migration of running cases. */
export const migrationHandlers = (deps: MigrationApiDeps): Pick<Handlers<'playbooks'>, Routes> => ({
  'POST /v1/playbooks/{playbookId}/migrations': async (incoming) => {
    requireConfiguration(incoming.caller, 'migrate_cases');
    const { isReplay, ...stored } = await startMigration(deps, incoming);
    await goOn(deps, stored.migration);
    const reply = { body: presentMigration(stored) };
    return isReplay ? replayed(reply, ROUTES[incoming.route].status) : reply;
  },

  'GET /v1/playbooks/{playbookId}/migrations/{migrationId}': async (incoming) => ({
    body: presentMigration(await findMigration(deps, incoming)),
  }),

  'GET /v1/playbooks/{playbookId}/migrations/{migrationId}/cases': async (incoming) => {
    const { migration } = await findMigration(deps, incoming);
    const { limit = DEFAULT_PAGE, cursor, ...filter } = incoming.query;
    const binding = ['migration', migration.migrationId, incoming.caller.personId, JSON.stringify(filter)];
    const from = cursor === undefined ? undefined : await deps.cursors.open(binding, cursor);
    const page = { limit, cursor: from, ...filter };
    const { cases, cursor: next } = await deps.migrations.cases(migration.migrationId, page);
    const nextCursor = next === undefined ? null : await deps.cursors.seal(binding, next);
    return { body: { data: cases.map(presentMigrationCase), nextCursor, hasMore: next !== undefined } };
  },

  'POST /v1/playbooks/{playbookId}/migrations/{migrationId}/apply': async (incoming) =>
    move(deps, await findMigration(deps, incoming), applying, incoming.at),

  'POST /v1/playbooks/{playbookId}/migrations/{migrationId}/revert': async (incoming) =>
    move(deps, await findMigration(deps, incoming), reverting, incoming.at),

  'POST /v1/playbooks/{playbookId}/migrations/{migrationId}/cases/{migratingCaseId}/decide': async (incoming) => {
    const { migration } = await findMigration(deps, incoming);
    const one = await decideMigrationCase(deps, migration, incoming.params.migratingCaseId, incoming.body);
    await wake(deps, migration);
    return { body: presentMigrationCase(one) };
  },

  'POST /v1/playbooks/{playbookId}/migrations/{migrationId}/cases/{migratingCaseId}/revert': async (incoming) => {
    const { migration } = await findMigration(deps, incoming);
    const one = await revertMigrationCase(deps, migration, incoming.params.migratingCaseId, incoming.caller.personId);
    await wake(deps, migration);
    return { body: presentMigrationCase(one) };
  },
});

/** Brings a migration into its next status; asking for it again changes nothing, and gets it going if it has stopped. */
async function move(deps: MigrationApiDeps, stored: StoredMigration, rule: Rule, at: string): Promise<Reply> {
  const { migration } = stored;
  const after = rule(migration, at);
  if (after === migration || (await deps.migrations.advance(after, {}))) {
    await goOn(deps, after);
    return { body: presentMigration({ ...stored, migration: after }) };
  }
  const now = await deps.migrations.load(migration.migrationId);
  return move(deps, now ?? stored, rule, at);
}

async function goOn({ send }: Pick<MigrationApiDeps, 'send'>, { migrationId, revision, checkAt }: Migration) {
  if (checkAt !== undefined) await send({ migrationId, revision });
}

/** A migration that has been applied goes on with a case that was decided late; one at work comes by itself. */
async function wake({ send }: Pick<MigrationApiDeps, 'send'>, { migrationId, status }: Migration) {
  if (status === 'applied') await send({ migrationId });
}
