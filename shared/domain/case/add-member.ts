import type { Case, Member } from './case.ts';
import { requireMember } from './check-member.ts';
import { decidePeople } from './decide-people.ts';
import type { Decision, Surroundings } from './decision.ts';
import { statusAfter } from './transitions.ts';

export type NewMember = Omit<Member, 'memberId' | 'addedAt' | 'addedBy'>;

/** Adds a person in one of the playbook's roles. @throws {InputInvalid} {LimitExceeded} {CaseIncomplete} */
export function addMember(case_: Case, input: NewMember, s: Surroundings): Decision {
  statusAfter(case_, 'add_member');
  const { at, caller, newId } = s;
  const member: Member = {
    ...input,
    name: input.name.trim(),
    memberId: newId('member'),
    addedAt: at,
    addedBy: caller.personId,
  };
  requireMember(member, case_.members, s);
  const { memberId, role } = member;
  const fact = { type: 'case.member_added', memberId, role } as const;
  return decidePeople(case_, [...case_.members, member], fact, s);
}
