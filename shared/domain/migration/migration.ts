import { addMs } from '../calendar.ts';
import type { Instant } from '../case/case.ts';
import { MigrationNotReady } from '../errors.ts';
import type { Move } from './carried.ts';
import type { MigrationDecisions, Question } from './questions.ts';
import type { Verdict } from './verdict.ts';

/**
 * `judging`: running cases are found and judged, and none is written. `judged`: everybody can see what would happen.
 * `applying` and `reverting` go case by case; `applied` and `reverted` are where they end.
 */
export const MIGRATION_STATUSES = ['judging', 'judged', 'applying', 'applied', 'reverting', 'reverted'] as const;
export type MigrationStatus = (typeof MIGRATION_STATUSES)[number];

/**
 * `undecided`: waits for a person. `kept`: a person left it at its version. `skipped`: it had ended, or had come to
 * another version, when its turn came. `failed`: the rules refused it. `reverting`: a person wants it back.
 */
export const CASE_STATES = [
  'pending',
  'undecided',
  'applied',
  'kept',
  'skipped',
  'failed',
  'reverting',
  'reverted',
] as const;
export type MigrationCaseState = (typeof CASE_STATES)[number];

/** Running cases of one version of a playbook go over to another one. Done in batches, one after the other. */
export interface Migration {
  readonly migrationId: string;
  readonly playbookId: string;
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly dryRun: boolean;
  readonly status: MigrationStatus;
  /** Batches so far. The work of a batch is recorded under its number, so that doing it again counts it once. */
  readonly revision: number;
  /** How far the present status has come; absent at its start. */
  readonly cursor?: string;
  /** Cases that this walk over the running ones has found. */
  readonly foundInWalk: number;
  readonly startedBy: string;
  readonly startedAt: Instant;
  readonly changedAt: Instant;
  /** When somebody has to look whether it has stopped; absent while it waits for a person, or has ended. */
  readonly checkAt?: Instant;
}

/** One case in a migration. Ids and codes only. */
export interface MigrationCase {
  readonly migrationId: string;
  readonly caseId: string;
  readonly number: string;
  /** As it was last judged. */
  readonly verdict: Verdict;
  readonly moves: readonly Move[];
  readonly questions: readonly Question[];
  readonly state: MigrationCaseState;
  readonly decisions?: MigrationDecisions;
  /** Who wants it back, when it is not the whole migration that is taken back. */
  readonly revertedBy?: string;
  /** Code of the refusal, when it failed or could not be taken back. */
  readonly refusal?: string;
  /** Number of the batch that brought it into its state. */
  readonly batch: number;
  /** What that batch found it as; absent when it found the case itself. */
  readonly was?: Counted;
}

/** What the counts know of a case. */
export type Counted = Pick<MigrationCase, 'verdict' | 'state'>;

/** How many cases have a verdict, and how many are in a state. */
export type MigrationCounts = Readonly<Partial<Record<Verdict | MigrationCaseState, number>>>;

/** A batch takes a minute at most. */
const STALLED_AFTER_MS = 180_000;
const AT_WORK: readonly MigrationStatus[] = ['judging', 'applying', 'reverting'];
const THEN: Readonly<Partial<Record<MigrationStatus, MigrationStatus>>> = {
  applying: 'applied',
  reverting: 'reverted',
};

export const isAtWork = ({ status }: Pick<Migration, 'status'>): boolean => AT_WORK.includes(status);

export type NewMigration = Pick<
  Migration,
  'migrationId' | 'playbookId' | 'fromVersion' | 'toVersion' | 'dryRun' | 'startedBy'
>;

export function started(input: NewMigration, at: Instant): Migration {
  return next({ ...input, status: 'judging', revision: -1, foundInWalk: 0, startedAt: at, changedAt: at }, {}, at);
}

/** What a batch came to: where the next one begins, or that there is nothing after it. */
export interface BatchEnd {
  readonly cursor: string | undefined;
  /** Cases that the batch found. */
  readonly found?: number;
  /** Cases that wait for this walk, or for one more. */
  readonly left?: number;
}

/**
 * The migration after a batch. Cases move within the list while it is read, so the walk begins again until it finds
 * nothing new; and cases may be decided behind the walk that applies.
 */
export function afterBatch(migration: Migration, { cursor, found = 0, left = 0 }: BatchEnd, at: Instant): Migration {
  const foundInWalk = migration.foundInWalk + found;
  if (cursor !== undefined) return next(migration, { cursor, foundInWalk }, at);
  if (migration.status === 'applying' && left > 0) return next(migration, {}, at);
  if (migration.status !== 'judging') return next(migration, { status: THEN[migration.status] }, at);
  if (foundInWalk > 0) return next(migration, { foundInWalk: 0 }, at);
  return next(migration, { status: migration.dryRun ? 'judged' : 'applying' }, at);
}

/** Lets the cases go over that nothing is in the way of. @throws {MigrationNotReady} while they are judged, or taken back */
export function applying(migration: Migration, at: Instant): Migration {
  if (migration.status === 'applying' || migration.status === 'applied') return migration;
  if (migration.status !== 'judged') throw new MigrationNotReady(migration.status);
  return next(migration, { status: 'applying' }, at);
}

/** An applied migration goes on with cases that were decided late. */
export const applyingAgain = (migration: Migration, at: Instant): Migration =>
  next(migration, { status: 'applying' }, at);

/** Takes the cases back that have not moved on. @throws {MigrationNotReady} unless it has been applied */
export function reverting(migration: Migration, at: Instant): Migration {
  if (migration.status === 'reverting' || migration.status === 'reverted') return migration;
  if (migration.status !== 'applied') throw new MigrationNotReady(migration.status);
  return next(migration, { status: 'reverting' }, at);
}

interface Step {
  readonly status?: MigrationStatus | undefined;
  readonly cursor?: string;
  readonly foundInWalk?: number;
}

function next(
  migration: Migration,
  { status = migration.status, cursor, foundInWalk = 0 }: Step,
  at: Instant,
): Migration {
  const { cursor: _, checkAt: _check, ...rest } = migration;
  return {
    ...rest,
    status,
    revision: migration.revision + 1,
    foundInWalk,
    changedAt: at,
    ...(cursor !== undefined && { cursor }),
    ...(isAtWork({ status }) && { checkAt: addMs(at, STALLED_AFTER_MS) }),
  };
}

/** What a case adds to the counts by coming into its state, from what it was. */
export function countsOfChange(was: Counted | undefined, { verdict, state }: Counted): MigrationCounts {
  const gone = was === undefined ? [] : [{ [was.verdict]: -1 }, { [was.state]: -1 }];
  return sum([...gone, { [verdict]: 1 }, { [state]: 1 }]);
}

export function sum(all: readonly MigrationCounts[]): MigrationCounts {
  const total: Record<string, number> = {};
  for (const counts of all)
    for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
  return total;
}

/** Cases that a batch still has to bring somewhere. */
export const waiting = ({ pending = 0, reverting = 0 }: MigrationCounts): number => pending + reverting;
