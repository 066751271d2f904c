import type { Instant } from '../domain/case/case.ts';
import type { Migration, MigrationCase, MigrationCaseState, MigrationCounts } from '../domain/migration/migration.ts';
import type { Verdict } from '../domain/migration/verdict.ts';
import type { Idempotency, IdempotencyRecord } from './ports.ts';

export interface StoredMigration {
  readonly migration: Migration;
  readonly counts: MigrationCounts;
}

export interface MigrationCaseFilter {
  readonly verdict?: Verdict;
  readonly state?: MigrationCaseState;
}

/** The key of a command, with the status that it is answered with. */
export type CommandKey = Idempotency & { readonly status: number };

/** What a person says of one case. */
export interface CountedChange {
  readonly before: MigrationCase;
  readonly after: MigrationCase;
  readonly migration: Migration;
  readonly key: CommandKey | undefined;
  readonly at: Instant;
}

/** Keeps migrations: one head, and one item for each case. All reads are strongly consistent unless they say otherwise. */
export interface MigrationStore {
  /** With its key in the same transaction. @throws {IdempotencyKeyUsed} */
  create(migration: Migration, key: CommandKey | undefined): Promise<void>;
  /** The record of a key, when it is there and not expired. */
  recall(idempotency: Idempotency, now: Instant): Promise<IdempotencyRecord | undefined>;
  load(migrationId: string): Promise<StoredMigration | undefined>;
  /** For a command that changes nothing. @throws {IdempotencyKeyUsed} */
  remember(migration: Migration, key: CommandKey, at: Instant): Promise<void>;
  /** Writes the next revision and adds to the counts. False when it is not the next one any more. @throws {IdempotencyKeyUsed} */
  advance(after: Migration, counts: MigrationCounts, key?: CommandKey): Promise<boolean>;
  /** One page by case id. */
  cases(
    migrationId: string,
    page: { readonly limit: number; readonly cursor?: string | undefined } & MigrationCaseFilter,
  ): Promise<{ readonly cases: readonly MigrationCase[]; readonly cursor: string | undefined }>;
  caseOf(migrationId: string, caseId: string): Promise<MigrationCase | undefined>;
  /** Those of the cases that the migration has. Eventually consistent. */
  known(migrationId: string, caseIds: readonly string[]): Promise<readonly MigrationCase[]>;
  /** Adds the case unless it is there, and returns what is there then. */
  add(found: MigrationCase): Promise<MigrationCase>;
  /** Writes the case if it still is as it was read, for a batch to count. False when it is not. */
  settle(before: MigrationCase, after: MigrationCase): Promise<boolean>;
  /** The same by a person, counted at once. False also when the migration has got to another batch. @throws {IdempotencyKeyUsed} */
  settleCounted(change: CountedChange): Promise<boolean>;
}

/** A case as the list of its group shows it. */
export interface WalkedCase {
  readonly caseId: string;
  readonly type: string;
}

/** Goes over the running cases of the groups, those that were changed longest ago first. */
export interface CaseWalk {
  page(
    groups: readonly string[],
    limit: number,
    cursor: string | undefined,
  ): Promise<{ readonly cases: readonly WalkedCase[]; readonly cursor: string | undefined }>;
}

/** What was kept of a case beside it, such as what a migration replaced. */
export interface SnapshotStore {
  snapshot(caseId: string, version: number): Promise<unknown>;
}
