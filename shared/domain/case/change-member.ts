import { canonicalJson } from '../canonical-json.ts';
import type { Case, Member } from './case.ts';
import { replace, unchanged } from './change.ts';
import { requireMember } from './check-member.ts';
import { decidePeople } from './decide-people.ts';
import type { Decision, Surroundings } from './decision.ts';
import { MemberUnknown } from './refusals.ts';
import { statusAfter } from './transitions.ts';

type Changeable = Omit<Member, 'memberId' | 'addedAt' | 'addedBy'>;

/** By JSON Merge Patch (RFC 7396): null removes, what is not named stays. A member keeps a role and a name. */
export type MemberChange = { readonly memberId: string } & {
  readonly [Property in keyof Changeable]?: Changeable[Property] | null;
};

/** Changes what is known of a member. @throws {MemberUnknown} {InputInvalid} {LimitExceeded} {CaseIncomplete} */
export function changeMember(case_: Case, { memberId, ...patch }: MemberChange, s: Surroundings): Decision {
  statusAfter(case_, 'change_member');
  const member = requireKnown(case_, memberId);
  const changed = patched(member, patch);
  requireMember(
    changed,
    case_.members.filter((other) => other !== member),
    s,
  );
  if (canonicalJson(changed) === canonicalJson(member)) return unchanged(case_);
  const fields = Object.keys(patch);
  const fact = { type: 'case.member_changed', memberId, role: changed.role, fields } as const;
  return decidePeople(case_, replace(case_.members, member, changed), fact, s);
}

/** @throws {MemberUnknown} */
export function requireKnown({ members }: Case, id: string): Member {
  const member = members.find(({ memberId }) => memberId === id);
  if (member === undefined) throw new MemberUnknown(id);
  return member;
}

function patched(member: Member, patch: Omit<MemberChange, 'memberId'>): Member {
  const next: Record<string, unknown> = { ...member };
  for (const [property, value] of Object.entries(patch)) {
    if (value === null) delete next[property];
    else if (value !== undefined) next[property] = value;
  }
  return { ...(next as unknown as Member), role: patch.role ?? member.role, name: (patch.name ?? member.name).trim() };
}
