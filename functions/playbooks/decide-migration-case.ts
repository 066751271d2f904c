import type { Instant } from '../../shared/domain/case/case.ts';
import { MigrationUndecided } from '../../shared/domain/case/migration-refusals.ts';
import { MigrationNotFound, MigrationNotReady } from '../../shared/domain/errors.ts';
import type { Migration, MigrationCase } from '../../shared/domain/migration/migration.ts';
import { type MigrationDecisions, openQuestions } from '../../shared/domain/migration/questions.ts';
import type { CommandKey } from '../../shared/store/migration-ports.ts';
import type { MigrationApiDeps } from './migration-api-deps.ts';

/** The case that somebody says something of, and how the command is told from its repetition. */
export interface About {
  readonly migration: Migration;
  readonly caseId: string;
  readonly key: CommandKey | undefined;
  readonly at: Instant;
}

export type CaseDecision = MigrationDecisions & { readonly keepVersion?: true };

/**
 * Says what becomes of a case that asks: it keeps its version, or goes over without what it cannot take along, at once
 * or with the others when the migration is applied. Saying it again changes nothing.
 *
 * @throws {MigrationUndecided} when something is left to decide · {MigrationNotReady} · {MigrationNotFound}
 */
export async function decideMigrationCase(
  deps: Pick<MigrationApiDeps, 'migrations'>,
  about: About,
  { keepVersion, ...decisions }: CaseDecision,
): Promise<MigrationCase> {
  const one = await find(deps, about);
  if (one.state !== 'undecided') return unchanged(deps, about, one);
  if (keepVersion) return settled(deps, about, one, { ...one, state: 'kept' });
  const open = openQuestions(one.questions, decisions);
  if (open.length > 0) throw new MigrationUndecided(open);
  return settled(deps, about, one, { ...one, decisions, state: 'pending' });
}

/**
 * Has one case taken back.
 *
 * @throws {MigrationNotReady} unless it has gone over · {MigrationNotFound}
 */
export async function revertMigrationCase(
  deps: Pick<MigrationApiDeps, 'migrations'>,
  about: About,
  revertedBy: string,
): Promise<MigrationCase> {
  const one = await find(deps, about);
  if (one.state === 'reverting' || one.state === 'reverted') return unchanged(deps, about, one);
  if (one.state !== 'applied') throw new MigrationNotReady(one.state);
  return settled(deps, about, one, { ...one, state: 'reverting', revertedBy });
}

async function find(
  { migrations }: Pick<MigrationApiDeps, 'migrations'>,
  { migration: { migrationId, status }, caseId }: About,
): Promise<MigrationCase> {
  if (status === 'judging' || status === 'reverting' || status === 'reverted') throw new MigrationNotReady(status);
  const one = await migrations.caseOf(migrationId, caseId);
  if (one === undefined) throw new MigrationNotFound();
  return one;
}

async function unchanged(
  { migrations }: Pick<MigrationApiDeps, 'migrations'>,
  { migration, key, at }: About,
  one: MigrationCase,
): Promise<MigrationCase> {
  if (key) await migrations.remember(migration, key, at);
  return one;
}

/** @throws {MigrationNotReady} when a batch, or somebody else, is at the case */
async function settled(
  { migrations }: Pick<MigrationApiDeps, 'migrations'>,
  { migration, key, at }: About,
  before: MigrationCase,
  after: MigrationCase,
): Promise<MigrationCase> {
  const isInBatch = before.batch === migration.revision;
  if (!isInBatch && (await migrations.settleCounted({ before, after, migration, key, at }))) return after;
  throw new MigrationNotReady(migration.status);
}
