import type { Case, Member } from './case.ts';
import { decide } from './change.ts';
import { requireMember } from './check-member.ts';
import type { Decision, Surroundings } from './decision.ts';
import { statusAfter } from './transitions.ts';

export type NewMember = Omit<Member, 'memberId' | 'addedAt' | 'addedBy'>;

/** Adds a person in one of the playbook's roles. @throws {InputInvalid} {LimitExceeded} */
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
  return decide(case_, { members: [...case_.members, member] }, [{ type: 'case.member_added', memberId, role }], at);
}
