import type { Case } from './case.ts';
import { decide } from './change.ts';
import { requireKnown } from './change-member.ts';
import type { Decision, Surroundings } from './decision.ts';
import { statusAfter } from './transitions.ts';

export interface MemberToRemove {
  readonly memberId: string;
}

/** Takes a person off the case; documents that were sent for that person answer nothing any more. @throws {MemberUnknown} */
export function removeMember(case_: Case, { memberId }: MemberToRemove, s: Surroundings): Decision {
  statusAfter(case_, 'remove_member');
  const member = requireKnown(case_, memberId);
  const members = case_.members.filter((other) => other !== member);
  return decide(case_, { members }, [{ type: 'case.member_removed', memberId, role: member.role }], s.at);
}
