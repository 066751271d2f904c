import type { Case } from './case.ts';
import type { NoInput } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { endCase } from './end-case.ts';
import { statusAfter } from './transitions.ts';

/** Nobody will hand the draft in. It can be reopened like any case that has ended. */
export function discardDraft(case_: Case, _input: NoInput, s: Surroundings): Decision {
  statusAfter(case_, 'discard_draft');
  const facts = [{ type: 'case.discarded', by: s.caller.personId } as const];
  return endCase(case_, { status: 'cancelled', outcome: 'discarded', facts }, s);
}
