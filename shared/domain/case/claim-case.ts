import { AlreadyClaimed } from '../errors.ts';
import { TERMINAL_STATUSES } from '../vocabulary.ts';
import type { Case } from './case.ts';
import type { NoInput } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { takeOver } from './take-over.ts';
import { statusAfter } from './transitions.ts';

/**
 * An agent takes a case from the queue of the group.
 *
 * @throws {AlreadyClaimed} when it has an owner, or is on offer to somebody else
 * @throws {AssigneeNotInGroup} {ContextReviewRequired}
 */
export function claimCase(case_: Case, _input: NoInput, s: Surroundings): Decision {
  const isOver = TERMINAL_STATUSES.some((status) => status === case_.status);
  if (case_.assignee !== undefined && !isOver) throw new AlreadyClaimed(case_.assignee);
  const status = statusAfter(case_, 'claim');
  const offeredTo = case_.offer?.assignee;
  if (offeredTo !== undefined && offeredTo !== s.caller.personId) throw new AlreadyClaimed(offeredTo);
  return takeOver(case_, status, s);
}
