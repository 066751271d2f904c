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

/** Keeps migrations: one head, and one item for each case. All reads are strongly consistent unless they say otherwise. */
export interface MigrationStore {
  /** With its key in the same transaction. @throws {IdempotencyKeyUsed} */
  create(migration: Migration, idempotency: (Idempotency & { readonly status: number }) | undefined): Promise<void>;
  /** The record of a key, when it is there and not expired. */
  recall(idempotency: Idempotency, now: Instant): Promise<IdempotencyRecord | undefined>;
  load(migrationId: string): Promise<StoredMigration | undefined>;
  /** Writes the next revision and adds to the counts. False when it is not the next one any more. */
  advance(after: Migration, counts: MigrationCounts): Promise<boolean>;
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
  /** The same between two batches, counted at once. False also when a batch has begun. */
  settleCounted(before: MigrationCase, after: MigrationCase, migration: Migration): Promise<boolean>;
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
