import { addHours } from '../calendar.ts';
import { AssigneeNotInGroup, type InputError, InputInvalid } from '../errors.ts';
import type { Case, Offer } from './case.ts';
import { decide, unchanged } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { timer, withTimers } from './timers.ts';
import { statusAfter } from './transitions.ts';

export interface CaseOffer {
  /** Group that the case moves to; its own when absent. */
  readonly group?: string;
  /** Agent who is asked to take it; without one it waits in the queue of the group. */
  readonly assignee?: string;
  /** Groups of that agent on record. */
  readonly assigneeGroups?: readonly string[];
  readonly reason?: string;
}

/**
 * Routes a new case: to the queue of a group, or to an agent who may accept it within the hours that the playbook
 * gives. A later offer takes the place of an earlier one.
 *
 * @throws {AssigneeNotInGroup}
 * @throws {InputInvalid} when neither a group nor an agent is named
 */
export function offerCase(case_: Case, input: CaseOffer, s: Surroundings): Decision {
  statusAfter(case_, 'offer');
  const { group = case_.group, assignee, assigneeGroups = [], reason } = input;
  if (assignee === undefined) return routeToGroup(case_, input, s);
  if (!assigneeGroups.includes(group)) throw new AssigneeNotInGroup(group);
  const expiresAt = addHours(s.at, s.playbook.offerHours);
  const offer: Offer = {
    assignee,
    offeredBy: s.caller.personId,
    offeredAt: s.at,
    expiresAt,
    ...(reason !== undefined && { reason }),
  };
  const timers = withTimers(case_, [], [timer(case_, 'offer_expiry', expiresAt)]);
  return decide(case_, { group, offer, timers }, [{ type: 'case.offered', group, assignee, expiresAt }], s.at);
}

function routeToGroup(case_: Case, { group }: CaseOffer, s: Surroundings): Decision {
  if (group === undefined) throw new InputInvalid([nobodyNamed]);
  if (group === case_.group && case_.offer === undefined) return unchanged(case_);
  const changes = { group, offer: undefined, timers: withTimers(case_, ['offer_expiry']) };
  return decide(case_, changes, [{ type: 'case.offered', group }], s.at);
}

const nobodyNamed: InputError = {
  pointer: '/assignee',
  code: 'offer.nobody-named',
  message: 'Name an agent or a group.',
};
