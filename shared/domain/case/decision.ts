import type { Caller } from '../access/caller.ts';
import type { Fact } from '../events/fact.ts';
import type { Playbook } from '../playbook/playbook.ts';
import type { Case, Instant } from './case.ts';

/** What a command may know beyond the case. Clock and ids come in; nothing else does. */
export interface Surroundings {
  readonly at: Instant;
  readonly caller: Caller;
  readonly playbook: Playbook;
  /** A new id with the given prefix, e.g. `doc_01J…`. */
  readonly newId: (prefix: string) => string;
}

/** What a command came to. No facts means: nothing to change, and the case is the one that came in. */
export interface Decision {
  readonly case: Case;
  readonly facts: readonly Fact[];
}
