import { isStaff } from '../access/is-staff.ts';
import type { Channel } from '../vocabulary.ts';
import type { Case } from './case.ts';
import { decide } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { statusAfter } from './transitions.ts';

export interface Comment {
  /** Id of the text, which is kept apart from the case; a new one unless given. */
  readonly commentId?: string;
  readonly channel?: Channel;
  /** Documents that came with it. */
  readonly documentIds?: readonly string[];
}

/**
 * Records that somebody wrote something for both sides; what the system passes on is the customer's. It changes no
 * state: awaited information is not answered by it.
 */
export function addComment(case_: Case, input: Comment, { at, caller, newId }: Surroundings): Decision {
  statusAfter(case_, 'comment');
  const { commentId = newId('comment'), channel = caller.channel, documentIds = [] } = input;
  const side = caller.kind === 'person' && isStaff(caller) ? 'staff' : 'customer';
  return decide(case_, {}, [{ type: 'case.commented', commentId, side, channel, documentIds }], at);
}
