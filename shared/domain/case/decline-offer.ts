import { requireOwnOffer } from './accept-offer.ts';
import type { Case } from './case.ts';
import { decide } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { requireText } from './input-text.ts';
import { withTimers } from './timers.ts';
import { statusAfter } from './transitions.ts';

export interface OfferDecline {
  readonly reason: string;
}

/** The agent who was asked says no; the case waits in the queue again. @throws {OfferNotOpen} {InputInvalid} */
export function declineOffer(case_: Case, { reason }: OfferDecline, s: Surroundings): Decision {
  statusAfter(case_, 'decline_offer');
  const { assignee } = requireOwnOffer(case_, s);
  requireText(reason, '/reason');
  const declines = case_.declines + 1;
  const changes = { offer: undefined, declines, timers: withTimers(case_, ['offer_expiry']) };
  return decide(case_, changes, [{ type: 'case.offer_declined', assignee, declines }], s.at);
}
