import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import type { Finding } from '../../shared/playbooks/lint/finding.ts';
import type { PlaybookStore } from '../../shared/store/playbook-ports.ts';
import type { MigrationApiDeps } from './migration-api-deps.ts';

export interface PlaybooksDeps {
  readonly playbooks: PlaybookStore;
  /** For the migration of running cases. */
  readonly migration: MigrationApiDeps;
  /** Everything that speaks against publishing a playbook; nothing means that it may be published. */
  readonly examine: (playbook: Playbook) => readonly Finding[];
  /** JSON Schema of a playbook. */
  readonly schema: unknown;
  /** Waits a jittered moment before the given repetition (1, 2, …). */
  readonly backOff: (attempt: number) => Promise<void>;
}
