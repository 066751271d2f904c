import type { RoutesOf } from '../../shared/contract/routes.ts';
import { MigrationNotFound } from '../../shared/domain/errors.ts';
import { applying, type Migration, reverting } from '../../shared/domain/migration/migration.ts';
import type { Handlers, Reply } from '../../shared/http/incoming.ts';
import { decideMigrationCase, revertMigrationCase } from './decide-migration-case.ts';
import { findMigration } from './find-migration.ts';
import type { MigrationApiDeps } from './migration-api-deps.ts';
import { migrationCommand } from './migration-command.ts';
import { moveMigration } from './move-migration.ts';
import { requireConfiguration } from './playbook-command.ts';
import { presentMigration, presentMigrationCase } from './present-migration.ts';
import { startMigration } from './start-migration.ts';

type Routes = Extract<RoutesOf<'playbooks'>, `${string}/migrations${string}`>;

const DEFAULT_PAGE = 50;

/** Migration of running cases. */
export const migrationHandlers = (deps: MigrationApiDeps): Pick<Handlers<'playbooks'>, Routes> => ({
  'POST /v1/playbooks/{playbookId}/migrations': async (incoming) => {
    requireConfiguration(incoming.caller, 'migrate_cases');
    const show = async (migration: Migration): Promise<Reply> => {
      await goOn(deps, migration);
      return { body: presentMigration({ migration, counts: {} }) };
    };
    return migrationCommand(deps, incoming, {
      act: async (key) => show(await startMigration(deps, incoming, key)),
      again: async ({ createdId = '' }) => {
        const stored = await deps.migrations.load(createdId);
        if (stored === undefined) throw new MigrationNotFound();
        await goOn(deps, stored.migration);
        return { body: presentMigration(stored) };
      },
    });
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

  'POST /v1/playbooks/{playbookId}/migrations/{migrationId}/apply': (incoming) =>
    moveMigration(deps, incoming, applying, goOn),

  'POST /v1/playbooks/{playbookId}/migrations/{migrationId}/revert': (incoming) =>
    moveMigration(deps, incoming, reverting, goOn),

  'POST /v1/playbooks/{playbookId}/migrations/{migrationId}/cases/{migratingCaseId}/decide': async (incoming) => {
    const { migration } = await findMigration(deps, incoming);
    const { params, body, at } = incoming;
    return migrationCommand(deps, incoming, {
      act: async (key) => {
        const one = await decideMigrationCase(deps, { migration, caseId: params.migratingCaseId, key, at }, body);
        await goOn(deps, migration);
        return { body: presentMigrationCase(one) };
      },
      again: () => caseAgain(deps, migration, params.migratingCaseId),
    });
  },

  'POST /v1/playbooks/{playbookId}/migrations/{migrationId}/cases/{migratingCaseId}/revert': async (incoming) => {
    const { migration } = await findMigration(deps, incoming);
    const { params, caller, at } = incoming;
    return migrationCommand(deps, incoming, {
      act: async (key) => {
        const about = { migration, caseId: params.migratingCaseId, key, at };
        const one = await revertMigrationCase(deps, about, caller.personId);
        await goOn(deps, migration);
        return { body: presentMigrationCase(one) };
      },
      again: () => caseAgain(deps, migration, params.migratingCaseId),
    });
  },
});

async function caseAgain(deps: MigrationApiDeps, migration: Migration, caseId: string): Promise<Reply> {
  const one = await deps.migrations.caseOf(migration.migrationId, caseId);
  if (one === undefined) throw new MigrationNotFound();
  await goOn(deps, migration);
  return { body: presentMigrationCase(one) };
}

/** Asks for the next batch; of a migration that has been applied, only to look for cases that were decided late. */
async function goOn({ send }: Pick<MigrationApiDeps, 'send'>, { migrationId, revision, status, checkAt }: Migration) {
  if (checkAt !== undefined) await send({ migrationId, revision });
  if (status === 'applied') await send({ migrationId });
}
