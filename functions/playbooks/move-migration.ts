import type { Migration } from '../../shared/domain/migration/migration.ts';
import type { Incoming, Reply } from '../../shared/http/incoming.ts';
import type { CommandKey, StoredMigration } from '../../shared/store/migration-ports.ts';
import { findMigration } from './find-migration.ts';
import type { MigrationApiDeps } from './migration-api-deps.ts';
import { migrationCommand } from './migration-command.ts';
import { presentMigration } from './present-migration.ts';

type Rule = (migration: Migration, at: string) => Migration;
type GoOn = (deps: MigrationApiDeps, migration: Migration) => Promise<void>;
type About = Pick<Incoming, 'route' | 'caller' | 'idempotency' | 'at'> & {
  readonly params: { readonly playbookId: string; readonly migrationId: string };
};

/** Brings a migration into its next status. Asking again changes nothing, and gets it going if it has stopped. */
export async function moveMigration(deps: MigrationApiDeps, incoming: About, rule: Rule, goOn: GoOn): Promise<Reply> {
  const show = async (stored: StoredMigration): Promise<Reply> => {
    await goOn(deps, stored.migration);
    return { body: presentMigration(stored) };
  };
  const find = () => findMigration(deps, incoming);
  const stored = await find();
  return migrationCommand(deps, incoming, {
    act: async (key) => show(await moved(deps, stored, { rule, key, at: incoming.at, find })),
    again: async () => show(await find()),
  });
}

interface Moving {
  readonly rule: Rule;
  readonly key: CommandKey | undefined;
  readonly at: string;
  readonly find: () => Promise<StoredMigration>;
}

async function moved(deps: MigrationApiDeps, stored: StoredMigration, moving: Moving): Promise<StoredMigration> {
  const { migrations } = deps;
  const { rule, key, at, find } = moving;
  const { migration } = stored;
  const after = rule(migration, at);
  if (after === migration) {
    if (key) await migrations.remember(migration, key, at);
    return stored;
  }
  if (await migrations.advance(after, {}, key)) return { ...stored, migration: after };
  return moved(deps, await find(), moving);
}
