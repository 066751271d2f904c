import type { Fact } from '../events/fact.ts';
import type { Case } from './case.ts';
import type { Decision, Surroundings } from './decision.ts';
import { endCase } from './end-case.ts';

/** The customer was not heard of in time, and the playbook lets that end the case. */
export function abandonCase(case_: Case, because: Fact, s: Surroundings): Decision {
  const facts = [because, { type: 'case.closed', outcome: 'abandoned' } as const];
  return endCase(case_, { status: 'cancelled', outcome: 'abandoned', facts }, s);
}
