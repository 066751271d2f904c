import { InputInvalid } from '../errors.ts';
import type { HandedTo } from '../vocabulary.ts';
import type { Case } from './case.ts';
import { decide } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { statusAfter } from './transitions.ts';

export interface HandOver {
  readonly to: HandedTo;
}

/**
 * Tells the other side that it is their turn with the draft. Nobody gains or loses a right by it.
 *
 * @throws {InputInvalid} when the applicant is not on record, and so cannot go on
 */
export function handOver(case_: Case, { to }: HandOver, { at }: Surroundings): Decision {
  statusAfter(case_, 'hand_over');
  if (to === 'customer' && case_.applicant.kind === 'prospect') {
    const message = 'The applicant is not on record yet and cannot sign in.';
    throw new InputInvalid([{ pointer: '/to', code: 'applicant.not-on-record', message }]);
  }
  return decide(case_, {}, [{ type: 'case.handed_over', to }], at);
}
