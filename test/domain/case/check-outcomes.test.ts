import { describe, expect, it } from 'vitest';
import { adjudicateCheck } from '../../../shared/domain/case/adjudicate-check.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { checkStates } from '../../../shared/domain/case/check-states.ts';
import { dataDigest } from '../../../shared/domain/case/data-digest.ts';
import { recordCheckResult } from '../../../shared/domain/case/record-check-result.ts';
import { requestCheck } from '../../../shared/domain/case/request-check.ts';
import { timeOutCheck } from '../../../shared/domain/case/time-out-check.ts';
import { AT, anAgent, aPlaybook, aSystem } from '../../support/a-case.ts';
import { asAgent, asSystem, checked, played, request, result, underReview } from '../../support/cases-by-state.ts';
import { background, progress, requested, take } from '../../support/check-reports.ts';
import { codeOf, problemsOf } from '../../support/code-of.ts';

describe('a check without an answer', () => {
  const timeOut = (case_: Case, at: string, attempt = 1) =>
    timeOutCheck(case_, { checkId: 'background', attempt }, asSystem({ at }));
  const OVER = '2026-03-05T09:00:00.000Z';

  it('becomes a task for the reviewer when its hours are over', () => {
    const { case: case_, facts } = timeOut(requested(), OVER);
    expect(background(case_).status).toBe('timed_out');
    expect(case_.needsAttention).toBe(true);
    expect(facts).toEqual([{ type: 'check.timed_out', checkId: 'background', attempt: 1 }]);
  });

  it('is left alone before that, give or take a minute between the clocks', () => {
    const case_ = requested();
    expect(timeOut(case_, '2026-03-05T08:58:59.999Z').case).toBe(case_);
    expect(timeOut(case_, '2026-03-05T08:59:00.000Z').case).not.toBe(case_);
  });

  it('is left alone when it was settled meanwhile, or another attempt is meant', () => {
    const done = take(requested()).case;
    expect(timeOut(done, OVER).case).toBe(done);
    const case_ = requested();
    expect(timeOut(case_, OVER, 2).case).toBe(case_);
    const never = underReview();
    expect(timeOut(never, OVER).case).toBe(never);
  });

  const judged = (verdict: 'insufficient_data' | 'false_positive') => (case_: Case) =>
    adjudicateCheck(case_, { checkId: 'background', verdict, note: 'Asked the registry by phone.' }, asAgent());

  it('can be settled by a person, who says what was done instead; nothing else fits', () => {
    const timedOut = timeOut(requested(), OVER).case;
    expect(problemsOf(() => judged('false_positive')(timedOut))).toEqual(['/verdict check.no-result']);
    const { case: case_ } = judged('insufficient_data')(timedOut);
    expect(background(case_)).toMatchObject({ status: 'timed_out', adjudication: { verdict: 'insufficient_data' } });
    expect(codeOf(() => judged('insufficient_data')(case_))).toBe('check.not-open');
  });

  it('that a person has settled keeps a result that comes after all as a late one only', () => {
    const { case: settled } = judged('insufficient_data')(timeOut(requested(), OVER).case);
    const { case: case_ } = take(settled, { occurredAt: '2026-03-06T10:00:00.000Z', result: 'consider' });
    expect(background(case_)).toMatchObject({ status: 'timed_out', lateResults: [{ result: 'consider' }] });
    expect(case_.needsAttention).toBe(true);
  });

  it('takes a result that comes after all, which is shown as late', () => {
    const late = timeOut(requested(), OVER).case;
    const { case: case_, facts } = take(late, { occurredAt: '2026-03-06T10:00:00.000Z', result: 'consider' });
    expect(background(case_)).toMatchObject({
      status: 'complete',
      result: 'consider',
      lateResults: [{ result: 'consider' }],
    });
    expect(facts.map(({ type }) => type)).toEqual(['check.completed', 'check.late_result']);
    const mereProgress = progress({ occurredAt: '2026-03-06T10:00:00.000Z' });
    expect(recordCheckResult(late, mereProgress, asSystem()).case).toBe(late);
  });
});

describe('adjudicating', () => {
  const considered = () => played(underReview(), request('background'), result('background', 'consider'));
  const judge = (case_: Case, s = asAgent(), note = 'A namesake') =>
    adjudicateCheck(case_, { checkId: 'background', verdict: 'false_positive', note }, s);

  it('is one person’s judgement of a consider, with a note', () => {
    const { case: case_, facts } = judge(considered());
    expect(background(case_).adjudication).toEqual({
      verdict: 'false_positive',
      by: 'agent_bo',
      at: AT,
      note: 'A namesake',
    });
    expect(facts).toEqual([{ type: 'check.adjudicated', checkId: 'background', verdict: 'false_positive' }]);
    expect(problemsOf(() => judge(considered(), asAgent(), ' '))).toEqual(['/note text.blank']);
  });

  it('is never done by who requested the check', () => {
    const requester = asAgent({ caller: anAgent({ personId: 'system:workflow' }) });
    expect(codeOf(() => judge(considered(), requester))).toBe('check.requester-cannot-adjudicate');
  });

  it('is done once, and of a consider only', () => {
    expect(codeOf(() => judge(judge(considered()).case))).toBe('check.not-open');
    expect(codeOf(() => judge(requested()))).toBe('check.not-open');
    expect(codeOf(() => judge(take(requested()).case))).toBe('check.not-open');
    expect(codeOf(() => judge(played(requested(), result('background', 'unidentified'))))).toBe('check.not-open');
    expect(codeOf(() => judge(underReview()))).toBe('check.unknown');
  });
});

describe('a check of other data', () => {
  const changed = (case_: Case): Case => ({ ...case_, members: [{ ...case_.members[0]!, name: 'Somebody Else' }] });

  it('is stale, and is made again as a new attempt', () => {
    const states = checkStates(changed(checked()), aPlaybook());
    expect(states.map(({ status, attempt }) => [status, attempt])).toEqual([
      ['stale', 2],
      ['stale', 2],
    ]);
    const again = requestCheck(
      changed(checked()),
      { checkId: 'background', attempt: 2 },
      asSystem({ caller: aSystem() }),
    );
    expect(background(again.case)).toMatchObject({ status: 'requested', attempt: 2 });
    expect(background(again.case)).not.toHaveProperty('result');
  });

  it.each<[string, (case_: Case) => Case, boolean]>([
    ['an answer', (c) => ({ ...c, answers: [{ ...c.answers[0]!, values: { legalName: 'X' } }] }), true],
    ['a member', changed, true],
    ['the applicant', (c) => ({ ...c, applicant: { ...c.applicant, name: 'X' } as Case['applicant'] }), true],
    ['a document', (c) => ({ ...c, documents: [] }), false],
    [
      'who wrote an answer',
      (c) => ({ ...c, answers: c.answers.map((a) => ({ ...a, authors: {}, revision: 9 })) }),
      false,
    ],
    ['a member’s e-mail', (c) => ({ ...c, members: [{ ...c.members[0]!, email: 'x@x.test' }] }), false],
  ])('is one after a change of %s', (_, change, isOther) => {
    const case_ = checked();
    expect(dataDigest(change(case_)) !== dataDigest(case_)).toBe(isOther);
  });
});
