import type { Case } from './case.ts';
import type { Decision, Surroundings } from './decision.ts';
import { endCase } from './end-case.ts';
import { requireText } from './input-text.ts';
import { statusAfter } from './transitions.ts';

export interface Withdrawal {
  readonly reason: string;
}

/** The customer no longer wants it, or staff record that the customer said so. @throws {InputInvalid} without a reason */
export function withdrawCase(case_: Case, { reason }: Withdrawal, s: Surroundings): Decision {
  statusAfter(case_, 'withdraw');
  const withdrawal = { reason: requireText(reason, '/reason'), by: s.caller.personId };
  const facts = [{ type: 'case.withdrawn', from: case_.status, by: s.caller.personId } as const];
  return endCase(case_, { status: 'cancelled', outcome: 'withdrawn', changes: { withdrawal }, facts }, s);
}
