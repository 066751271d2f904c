import type { CommandDeps } from '../../shared/http/command-deps.ts';
import type { Cursors } from '../../shared/http/cursors.ts';
import type { CaseLists, HistoryStore, PartyStore } from '../../shared/store/ports.ts';

/** What the cases API needs from outside. */
export interface CasesDeps extends CommandDeps {
  readonly parties: Pick<PartyStore, 'profile' | 'profiles'>;
  readonly lists: Pick<CaseLists, 'page'>;
  readonly history: HistoryStore;
  readonly cursors: Cursors;
  /** A fresh case number. */
  readonly newNumber: () => string;
}
