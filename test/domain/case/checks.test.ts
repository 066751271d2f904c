import { describe, expect, it } from 'vitest';
import { adjudicateCheck } from '../../../shared/domain/case/adjudicate-check.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import type { Check } from '../../../shared/domain/case/check.ts';
import { checkStates } from '../../../shared/domain/case/check-states.ts';
import { dataDigest } from '../../../shared/domain/case/data-digest.ts';
import { type CheckReport, recordCheckResult } from '../../../shared/domain/case/record-check-result.ts';
import { requestCheck } from '../../../shared/domain/case/request-check.ts';
import { timeOutCheck } from '../../../shared/domain/case/time-out-check.ts';
import { AT, anAgent, aPlaybook, aSystem } from '../../support/a-case.ts';
import {
  asAgent,
  asSystem,
  awaitingInfo,
  checked,
  closed,
  played,
  request,
  result,
  reviewed,
  underReview,
} from '../../support/cases-by-state.ts';
import { codeOf, problemsOf } from '../../support/code-of.ts';

const requested = () => played(underReview(), request('background'));
const background = ({ checks }: Case): Check => checks.find(({ checkId }) => checkId === 'background')!;
const report = (overrides: Partial<CheckReport> = {}): CheckReport => ({
  checkId: 'background',
  attempt: 1,
  providerEventId: 'event_1',
  occurredAt: '2026-03-03T10:00:00.000Z',
  status: 'complete',
  result: 'clear',
  reasons: ['no_match'],
  providerRef: 'ref_1',
  ...overrides,
});
const progress = (overrides: Partial<CheckReport> = {}): CheckReport => {
  const { result: _, ...rest } = report({ status: 'in_progress', ...overrides });
  return rest;
};
const take = (case_: Case, overrides: Partial<CheckReport> = {}, at = AT) =>
  recordCheckResult(case_, report(overrides), asSystem({ at }));

describe('requesting a check', () => {
  it('binds it to the data as it stands', () => {
    const { case: case_, facts } = requestCheck(underReview(), { checkId: 'background', attempt: 1 }, asSystem());
    const digest = dataDigest(case_);
    expect(case_.checks).toEqual([
      {
        checkId: 'background',
        status: 'requested',
        attempt: 1,
        attempts: [{ attempt: 1, requestedAt: AT, requestedBy: 'system:workflow', reasons: [] }],
        dataDigest: digest,
        seenProviderEvents: [],
        lateResults: [],
      },
    ]);
    expect(facts).toEqual([{ type: 'check.requested', checkId: 'background', attempt: 1, dataDigest: digest }]);
  });

  it('changes nothing the second time, in whatever state the check or the case is by then', () => {
    for (const case_ of [requested(), checked(), reviewed(), closed()]) {
      expect(requestCheck(case_, { checkId: 'background', attempt: 1 }, asSystem()).case).toBe(case_);
    }
  });

  it('refuses an attempt that is not due, and a check that the playbook does not have', () => {
    const ask =
      (case_: Case, attempt: number, checkId = 'background') =>
      () =>
        requestCheck(case_, { checkId, attempt }, asSystem());
    expect(codeOf(ask(underReview(), 2))).toBe('check.not-open');
    expect(codeOf(ask(requested(), 2))).toBe('check.not-open');
    expect(codeOf(ask(checked(), 2))).toBe('check.not-open');
    expect(codeOf(ask(underReview(), 1, 'palmistry'))).toBe('check.unknown');
  });

  it('can be repeated after a failure, as often as the playbook allows', () => {
    const failed = recordCheckResult(requested(), progress({ status: 'error' }), asSystem()).case;
    const second = played(failed, request('background', 2));
    expect(failed.needsAttention).toBe(true);
    expect(background(second)).toMatchObject({
      status: 'requested',
      attempt: 2,
      attempts: [{ attempt: 1 }, { attempt: 2 }],
    });
    const failedAgain = recordCheckResult(
      second,
      progress({ status: 'error', attempt: 2, providerEventId: 'event_2' }),
      asSystem(),
    ).case;
    expect(codeOf(() => requestCheck(failedAgain, { checkId: 'background', attempt: 3 }, asSystem()))).toBe(
      'check.not-open',
    );
  });
});

describe('a provider’s report', () => {
  it('of progress moves the check along', () => {
    const { case: case_, facts } = recordCheckResult(requested(), progress(), asSystem());
    expect(background(case_)).toMatchObject({ status: 'in_progress', lastProviderEventAt: '2026-03-03T10:00:00.000Z' });
    expect(facts).toEqual([
      { type: 'check.progressed', checkId: 'background', attempt: 1, status: 'in_progress', reasons: ['no_match'] },
    ]);
  });

  it('of a result completes it', () => {
    const { case: case_, facts } = take(requested());
    expect(background(case_)).toMatchObject({
      status: 'complete',
      result: 'clear',
      attempts: [{ attempt: 1, completedAt: AT, result: 'clear', reasons: ['no_match'], providerRef: 'ref_1' }],
      seenProviderEvents: ['event_1'],
    });
    expect(facts).toEqual([
      { type: 'check.completed', checkId: 'background', attempt: 1, result: 'clear', reasons: ['no_match'] },
    ]);
  });

  it('changes nothing the second time', () => {
    const { case: case_ } = take(requested());
    expect(take(case_).case).toBe(case_);
  });

  it('is dropped when it is older than the last one applied', () => {
    const { case: case_ } = recordCheckResult(requested(), progress(), asSystem());
    const older = { providerEventId: 'event_0', occurredAt: '2026-03-03T09:59:59.999Z' };
    expect(take(case_, older).case).toBe(case_);
    expect(take(case_, { ...older, occurredAt: '2026-03-03T10:00:00.000Z' }).case).not.toBe(case_);
  });

  it('that contradicts an earlier one replaces it as long as nobody has judged', () => {
    const { case: clear } = take(requested());
    const later = { providerEventId: 'event_2', occurredAt: '2026-03-03T11:00:00.000Z', result: 'consider' } as const;
    const { case: revised } = take(clear, later);
    expect(background(revised)).toMatchObject({ status: 'complete', result: 'consider', lateResults: [] });
    const judged = adjudicateCheck(
      revised,
      { checkId: 'background', verdict: 'false_positive', note: 'No' },
      asAgent(),
    );
    const again = { ...later, providerEventId: 'event_3', result: 'clear' } as const;
    const { case: kept, facts } = take(judged.case, again);
    expect(background(kept)).toMatchObject({
      result: 'consider',
      adjudication: { verdict: 'false_positive' },
      lateResults: [{ providerEventId: 'event_3', at: AT, result: 'clear' }],
    });
    expect(facts).toEqual([
      { type: 'check.late_result', checkId: 'background', attempt: 1, result: 'clear', adverse: false },
    ]);
  });

  it('is taken while the case waits for information during the review', () => {
    const waiting = awaitingInfo(requested());
    expect(background(take(waiting).case)).toMatchObject({ status: 'complete', result: 'clear' });
  });

  it('that comes after the review is kept as a late result, and an adverse one asks for attention', () => {
    const late = { providerEventId: 'event_9', occurredAt: '2026-03-05T10:00:00.000Z', result: 'consider' } as const;
    for (const start of [reviewed(), awaitingInfo(reviewed()), closed()]) {
      const { case: case_, facts } = take(start, late);
      expect(background(case_)).toMatchObject({
        status: 'complete',
        result: 'clear',
        lateResults: [{ result: 'consider' }],
      });
      expect(case_).toMatchObject({ status: start.status, needsAttention: true });
      expect(facts).toMatchObject([{ type: 'check.late_result', adverse: true }]);
      expect(take(case_, late).case).toBe(case_);
    }
    expect(take(reviewed(), { ...late, result: 'clear' }).case.needsAttention).toBe(false);
  });

  it('of mere progress that comes too late changes nothing', () => {
    const case_ = reviewed();
    const late = progress({ providerEventId: 'event_9', occurredAt: '2026-03-05T10:00:00.000Z' });
    expect(recordCheckResult(case_, late, asSystem()).case).toBe(case_);
  });

  it('for an earlier attempt is late', () => {
    const failed = recordCheckResult(requested(), progress({ status: 'error' }), asSystem()).case;
    const second = played(failed, request('background', 2));
    const { case: case_ } = take(second, { providerEventId: 'event_2', attempt: 1 });
    expect(background(case_)).toMatchObject({ status: 'requested', attempt: 2, lateResults: [{ result: 'clear' }] });
  });

  it('that says complete without a result is refused, and one of an unknown check too', () => {
    const { result: _, ...rest } = report();
    expect(problemsOf(() => recordCheckResult(requested(), rest, asSystem()))).toEqual([
      '/result check.result-missing',
    ]);
    expect(codeOf(() => take(requested(), { checkId: 'credit' }))).toBe('check.unknown');
  });

  it('is remembered with the last fifty', () => {
    const seenProviderEvents = Array.from({ length: 50 }, (_, index) => `old_${index}`);
    const start = requested();
    const full = { ...start, checks: [{ ...background(start), seenProviderEvents }] };
    const seen = background(take(full).case).seenProviderEvents;
    expect(seen).toHaveLength(50);
    expect(seen.at(0)).toBe('old_1');
    expect(seen.at(-1)).toBe('event_1');
  });
});

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
