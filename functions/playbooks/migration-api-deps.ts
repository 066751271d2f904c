import type { PlaybookRef } from '../../shared/domain/playbook/renames.ts';
import type { Cursors } from '../../shared/http/cursors.ts';
import type { MigrationStore } from '../../shared/store/migration-ports.ts';
import type { BatchDeps } from './migration-deps.ts';

/** What the routes of migrations need from outside. */
export interface MigrationApiDeps extends Pick<BatchDeps, 'send' | 'playbookOf' | 'newId'> {
  readonly migrations: MigrationStore;
  readonly cursors: Cursors;
  /** Whether new cases may get the version, and running ones go over to it. */
  readonly isPublished: (ref: PlaybookRef) => Promise<boolean>;
}
