import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import type { PlaybookRef } from '../../shared/domain/playbook/renames.ts';
import type { SystemCommandDeps } from '../../shared/events/system-command.ts';
import type { CaseWalk, MigrationStore, SnapshotStore } from '../../shared/store/migration-ports.ts';

/** What it takes to bring one case of a migration into another state. */
export interface CaseMigrationDeps extends SystemCommandDeps {
  readonly migrations: Pick<MigrationStore, 'settle'>;
  readonly snapshots: SnapshotStore;
  /** @throws {PlaybookUnknown} unless it was published */
  readonly playbookOf: (ref: PlaybookRef) => Promise<Playbook>;
}

/** What the batches of a migration need from outside. */
export interface BatchDeps extends CaseMigrationDeps {
  readonly migrations: MigrationStore;
  readonly walk: CaseWalk;
  /** Every group that a playbook routes to. */
  readonly groups: () => Promise<readonly string[]>;
  /** Hands the next batch to whoever comes first. */
  readonly send: (message: { readonly migrationId: string; readonly revision?: number }) => Promise<unknown>;
}
