import type { Case, Offer } from './case.ts';
import type { NoInput } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { OfferNotOpen } from './refusals.ts';
import { takeOver } from './take-over.ts';
import { statusAfter } from './transitions.ts';

/** The agent who was asked takes the case. @throws {OfferNotOpen} {AssigneeNotInGroup} {ContextReviewRequired} */
export function acceptOffer(case_: Case, _input: NoInput, s: Surroundings): Decision {
  const status = statusAfter(case_, 'accept_offer');
  requireOwnOffer(case_, s);
  return takeOver(case_, status, s);
}

/** The open offer to the caller. @throws {OfferNotOpen} when there is none, or its time is up */
export function requireOwnOffer({ offer }: Case, { at, caller }: Surroundings): Offer {
  if (offer === undefined || offer.assignee !== caller.personId || offer.expiresAt <= at) throw new OfferNotOpen();
  return offer;
}
