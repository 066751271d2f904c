import { describe, expect, it } from 'vitest';
import { addMember } from '../../../shared/domain/case/add-member.ts';
import type { Case, Member } from '../../../shared/domain/case/case.ts';
import { changeMember } from '../../../shared/domain/case/change-member.ts';
import { checkStates } from '../../../shared/domain/case/check-states.ts';
import { completeReview } from '../../../shared/domain/case/complete-review.ts';
import { removeMember } from '../../../shared/domain/case/remove-member.ts';
import { submitForReview } from '../../../shared/domain/case/submit-for-review.ts';
import { planNext } from '../../../shared/domain/workflow/plan-next.ts';
import { AT, aCase, aPlaybook, surroundings } from '../../support/a-case.ts';
import { asAgent, checked, claimed, DIRECTOR, prove, proven, request, result } from '../../support/cases-by-state.ts';
import { codeOf, problemsOf, refusalOf } from '../../support/code-of.ts';

const owner = (ownershipPercent: number) => ({ role: 'owner', name: 'Olga', ownershipPercent });
const member = (index: number, overrides: Partial<Member> = {}): Member => ({
  memberId: `member_${index}`,
  role: 'director',
  name: `Director ${index}`,
  addedAt: AT,
  addedBy: 'contact_ada',
  ...overrides,
});
const withMembers = (...members: readonly Member[]): Case => aCase({ members });

describe('adding a member', () => {
  it('records who was added by whom, and is material', () => {
    const { case: case_, facts } = addMember(aCase(), { ...DIRECTOR, name: '  Ada Acme ' }, surroundings());
    expect(case_.members).toEqual([
      { ...DIRECTOR, name: 'Ada Acme', memberId: 'member_1', addedAt: AT, addedBy: 'contact_ada' },
    ]);
    expect(case_.materialVersion).toBe(2);
    expect(facts).toEqual([{ type: 'case.member_added', memberId: 'member_1', role: 'director' }]);
  });

  it('refuses a role that the playbook does not have', () => {
    expect(problemsOf(() => addMember(aCase(), { role: 'king', name: 'Rex' }, surroundings()))).toEqual([
      '/role member.unknown-role',
    ]);
  });

  it('leaves what the role needs to the completion of the step', () => {
    expect(codeOf(() => addMember(aCase(), { role: 'director', name: 'Ada' }, surroundings()))).toBe('accepted');
  });

  it.each([
    [{ role: 'director', name: ' ' }, ['/name text.blank']],
    [{ role: 'director', name: 'A', dateOfBirth: '2026-03-03' }, ['/dateOfBirth member.date-of-birth']],
    [{ role: 'director', name: 'A', dateOfBirth: '1980-02-30' }, ['/dateOfBirth member.date-of-birth']],
    [{ role: 'director', name: 'A', dateOfBirth: '5 May 1980' }, ['/dateOfBirth member.date-of-birth']],
    [owner(101), ['/ownershipPercent member.share']],
    [owner(-1), ['/ownershipPercent member.share']],
    [owner(Number.NaN), ['/ownershipPercent member.share']],
  ])('refuses what is wrong (%#)', (input, problems) => {
    expect(problemsOf(() => addMember(aCase(), input, surroundings()))).toEqual(problems);
  });

  it('refuses shares of more than 100 percent together', () => {
    const sixty = withMembers(member(1, owner(60)));
    expect(codeOf(() => addMember(sixty, owner(40), surroundings()))).toBe('accepted');
    expect(problemsOf(() => addMember(sixty, owner(40.5), surroundings()))).toEqual([
      '/ownershipPercent member.shares-over-100',
    ]);
  });

  it('refuses more in a role than it may have', () => {
    const five = withMembers(...[1, 2, 3, 4, 5].map((index) => member(index)));
    expect(refusalOf(() => addMember(five, DIRECTOR, surroundings()))).toMatchObject({
      code: 'case.limit',
      facts: { limit: 'members as director', maximum: 5 },
    });
  });

  it('refuses the hundred and first member', () => {
    const [director, ...rest] = aPlaybook().memberRoles;
    const s = surroundings({ playbook: aPlaybook({ memberRoles: [{ ...director!, maximum: 1000 }, ...rest] }) });
    const crowd = Array.from({ length: 100 }, (_, index) => member(index));
    expect(codeOf(() => addMember(withMembers(...crowd.slice(1)), DIRECTOR, s))).toBe('accepted');
    expect(codeOf(() => addMember(withMembers(...crowd), DIRECTOR, s))).toBe('case.limit');
  });
});

describe('changing a member', () => {
  it('sets what is named, removes what is null, keeps the rest', () => {
    const case_ = withMembers(member(1, { email: 'a@a.test', country: 'NZ' }), member(2));
    const patch = { memberId: 'member_1', email: null, dateOfBirth: '1980-05-05' };
    const { case: next, facts } = changeMember(case_, patch, surroundings());
    expect(next.members[0]).toEqual(member(1, { country: 'NZ', dateOfBirth: '1980-05-05' }));
    expect(next.members[1]).toBe(case_.members[1]);
    expect(facts).toEqual([
      { type: 'case.member_changed', memberId: 'member_1', role: 'director', fields: ['email', 'dateOfBirth'] },
    ]);
  });

  it('changes nothing when nothing differs', () => {
    const case_ = withMembers(member(1));
    expect(changeMember(case_, { memberId: 'member_1', name: 'Director 1' }, surroundings()).case).toBe(case_);
  });

  it('checks the result like a new member, its own share apart', () => {
    const case_ = withMembers(member(1, owner(60)), member(2, owner(30)));
    const change = (ownershipPercent: number) => () =>
      changeMember(case_, { memberId: 'member_1', ownershipPercent }, surroundings());
    expect(codeOf(change(70))).toBe('accepted');
    expect(codeOf(change(71))).toBe('input.invalid');
  });

  it('keeps role and name, which cannot be removed', () => {
    const { case: next } = changeMember(
      withMembers(member(1)),
      { memberId: 'member_1', role: null, name: null, country: 'NZ' },
      surroundings(),
    );
    expect(next.members[0]).toEqual(member(1, { country: 'NZ' }));
  });

  it('refuses a member who is not there', () => {
    expect(codeOf(() => changeMember(aCase(), { memberId: 'member_9' }, surroundings()))).toBe('member.unknown');
  });
});

describe('removing a member', () => {
  it('leaves the others as they were', () => {
    const case_ = withMembers(member(1), member(2));
    const { case: next, facts } = removeMember(case_, { memberId: 'member_1' }, surroundings());
    expect(next.members).toEqual([member(2)]);
    expect(facts).toEqual([{ type: 'case.member_removed', memberId: 'member_1', role: 'director' }]);
  });

  it('refuses a member who is not there', () => {
    expect(codeOf(() => removeMember(aCase(), { memberId: 'member_9' }, surroundings()))).toBe('member.unknown');
  });
});

describe('people on a case that is worked on', () => {
  const joined = (case_: Case) => addMember(case_, { ...DIRECTOR, name: 'Eve' }, asAgent());

  it('come on it in an open case, and their documents are owed at once', () => {
    const before = proven();
    const { case: after, facts } = joined(before);
    expect(facts).toMatchObject([{ type: 'case.member_added', role: 'director' }]);
    expect(after.materialVersion).toBe(before.materialVersion + 1);
    expect(codeOf(() => submitForReview(after, {}, asAgent()))).toBe('case.incomplete');
    expect(planNext(after, aPlaybook(), AT).kind).toBe('verify_checklist');
  });

  it('come on it under review: every check is made again, and the review waits for their documents', () => {
    const after = joined(checked()).case;
    expect(after).toMatchObject({ status: 'under_review', stage: 'due_diligence' });
    expect(checkStates(after, aPlaybook()).map(({ status, attempt }) => [status, attempt])).toEqual([
      ['stale', 2],
      ['stale', 2],
    ]);
    expect(planNext(after, aPlaybook(), AT).kind).toBe('run_checks');
    const rechecked = [request('background', 2), request('credit', 2), result('background', 'clear', 2)].reduce(
      (case_, step) => step(case_).case,
      after,
    );
    const settled = result('credit', 'clear', 2)(rechecked).case;
    expect(planNext(settled, aPlaybook(), AT).items.map(({ item }) => item)).toEqual(['accept_document']);
    expect(codeOf(() => completeReview(settled, {}, asAgent()))).toBe('case.incomplete');
    const identity = `identity.${settled.members[1]?.memberId}`;
    expect(completeReview(prove(settled, identity), {}, asAgent()).case.status).toBe('review_complete');
  });

  it('do not leave it with fewer than the process needs', () => {
    const before = proven();
    const memberId = before.members[0]?.memberId ?? '';
    expect(codeOf(() => removeMember(before, { memberId }, asAgent()))).toBe('case.incomplete');
    const replaced = removeMember(joined(before).case, { memberId }, asAgent()).case;
    expect(replaced.members.map(({ name }) => name)).toEqual(['Eve']);
    expect(codeOf(() => changeMember(before, { memberId, dateOfBirth: null }, asAgent()))).toBe('case.incomplete');
  });

  it('void what the owner was about to confirm', () => {
    const before = claimed();
    expect(joined(before).case.materialVersion).toBe(before.materialVersion + 1);
  });
});
