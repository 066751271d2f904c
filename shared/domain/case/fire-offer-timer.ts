import type { Case, Timer } from './case.ts';
import { decide } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { withTimers } from './timers.ts';

/** The agent has not answered: the case waits in the queue again. */
export function expireOffer(case_: Case, { kind }: Timer, { at }: Surroundings): Decision {
  const { offer, caseId } = case_;
  if (offer === undefined) throw new Error(`case ${caseId} has an ${kind} timer, but no offer`);
  const declines = case_.declines + 1;
  const changes = { offer: undefined, declines, timers: withTimers(case_, [kind]) };
  return decide(case_, changes, [{ type: 'case.offer_expired', assignee: offer.assignee, declines }], at);
}
