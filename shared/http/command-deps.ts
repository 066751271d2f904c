import type { Case, Instant } from '../domain/case/case.ts';
import type { Playbook } from '../domain/playbook/playbook.ts';
import type { CaseStore } from '../store/ports.ts';

/** What every command takes from outside. */
export interface CommandDeps {
  readonly cases: CaseStore;
  /** @throws {PlaybookUnknown} */
  readonly playbookOf: (ref: Case['playbook']) => Promise<Playbook>;
  readonly now: () => Instant;
  /** A new id with the given prefix, e.g. `doc_01J…`. */
  readonly newId: (prefix: string) => string;
  /** Waits a jittered moment before the given repetition (1, 2, …); without it, a lost race is repeated at once. */
  readonly backOff?: (attempt: number) => Promise<void>;
}
