import type { Case } from './case.ts';
import { requireKnown } from './change-member.ts';
import { decidePeople } from './decide-people.ts';
import type { Decision, Surroundings } from './decision.ts';
import { statusAfter } from './transitions.ts';

export interface MemberToRemove {
  readonly memberId: string;
}

/** Takes a person off the case; documents that were sent for that person answer nothing any more. @throws {MemberUnknown} {CaseIncomplete} */
export function removeMember(case_: Case, { memberId }: MemberToRemove, s: Surroundings): Decision {
  statusAfter(case_, 'remove_member');
  const member = requireKnown(case_, memberId);
  const members = case_.members.filter((other) => other !== member);
  const { role, personId } = member;
  const fact = { type: 'case.member_removed', memberId, role, ...(personId !== undefined && { personId }) } as const;
  return decidePeople(case_, members, fact, s);
}
