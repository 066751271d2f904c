import { describe, expect, it } from 'vitest';
import { adjudicateCheck } from '../../../shared/domain/case/adjudicate-check.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { completeReview } from '../../../shared/domain/case/complete-review.ts';
import { dataDigest } from '../../../shared/domain/case/data-digest.ts';
import { timeOutCheck } from '../../../shared/domain/case/time-out-check.ts';
import { AT, aPlaybook } from '../../support/a-case.ts';
import {
  asAgent,
  asSystem,
  checked,
  played,
  request,
  result,
  type Step,
  underReview,
} from '../../support/cases-by-state.ts';
import { codeOf, problemsOf, refusalOf } from '../../support/code-of.ts';

const withBackground = (...steps: readonly Step[]): Case =>
  played(underReview(), request('background'), request('credit'), result('credit', 'clear'), ...steps);
const adjudicate: Step = (c) =>
  adjudicateCheck(c, { checkId: 'background', verdict: 'insufficient_data', note: 'Thin' }, asAgent());
const complete = (case_: Case, riskBand?: 'low' | 'medium' | 'high') =>
  completeReview(case_, riskBand === undefined ? {} : { riskBand }, asSystem());

describe('completing the review', () => {
  it('gives a low band when everything is clear, bound to the data that was checked', () => {
    const { case: case_, facts } = complete({ ...checked(), needsAttention: true });
    expect(case_).toMatchObject({
      status: 'review_complete',
      stage: 'resolve',
      riskBand: 'low',
      needsAttention: false,
    });
    expect(case_.reviewDigest).toBe(dataDigest(case_));
    expect(case_.stages.at(-1)).toEqual({ stage: 'resolve', enteredAt: AT, dueAt: '2026-03-31T09:00:00.000Z' });
    expect(facts).toMatchObject([
      { type: 'case.stage_completed', stage: 'due_diligence' },
      { type: 'case.review_completed' },
    ]);
  });

  it('gives a medium band when somebody had to judge', () => {
    expect(complete(withBackground(result('background', 'consider'), adjudicate)).case.riskBand).toBe('medium');
  });

  it('never tells the band, or any result, in its facts', () => {
    const { facts } = complete(checked());
    expect(facts.flatMap((fact) => Object.keys(fact))).toEqual(['type', 'stage', 'type', 'dataDigest']);
  });

  it.each<[string, Step[]]>([
    ['was never requested', []],
    ['is under way', [request('background')]],
    ['awaits judgement', [request('background'), result('background', 'consider')]],
    [
      'has timed out',
      [
        request('background'),
        (c) => timeOutCheck(c, { checkId: 'background', attempt: 1 }, asSystem({ at: '2026-03-09T09:00:00.000Z' })),
      ],
    ],
  ])('is refused while a required check %s', (_, steps) => {
    const case_ = played(underReview(), request('credit'), result('credit', 'clear'), ...steps);
    expect(refusalOf(() => complete(case_))).toMatchObject({
      code: 'review.not-settled',
      facts: { checkIds: ['background'] },
    });
  });

  it('is refused on stale checks', () => {
    const stale = { ...checked(), members: [] };
    expect(codeOf(() => complete(stale))).toBe('review.not-settled');
  });

  it('does not wait for a check that is not required', () => {
    const [background, credit] = aPlaybook().checks;
    const playbook = aPlaybook({ checks: [{ ...background!, required: false }, credit!] });
    const case_ = played(underReview(), request('credit'), result('credit', 'clear'));
    expect(completeReview(case_, {}, asSystem({ playbook })).case.status).toBe('review_complete');
  });

  it('takes a person when a provider could not tell whom it looked at', () => {
    const case_ = withBackground(result('background', 'unidentified'));
    expect(codeOf(() => completeReview(case_, {}, asSystem()))).toBe('review.not-settled');
    expect(completeReview(case_, {}, asAgent()).case.riskBand).toBe('medium');
  });

  it('lets the band be raised, not lowered, and not to where a second approver is needed', () => {
    expect(complete(checked(), 'medium').case.riskBand).toBe('medium');
    const judged = () => withBackground(result('background', 'consider'), adjudicate);
    expect(problemsOf(() => complete(judged(), 'low'))).toEqual(['/riskBand risk.cannot-lower']);
    expect(problemsOf(() => complete(checked(), 'high'))).toEqual(['/riskBand risk.needs-second-approver']);
  });
});
