import { describe, expect, it } from 'vitest';
import { adjudicateCheck } from '../../../shared/domain/case/adjudicate-check.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { dataDigest } from '../../../shared/domain/case/data-digest.ts';
import { recordCheckResult } from '../../../shared/domain/case/record-check-result.ts';
import { requestCheck } from '../../../shared/domain/case/request-check.ts';
import { AT } from '../../support/a-case.ts';
import {
  asAgent,
  asSystem,
  awaitingInfo,
  checked,
  closed,
  played,
  request,
  reviewed,
  underReview,
} from '../../support/cases-by-state.ts';
import { background, progress, report, requested, take } from '../../support/check-reports.ts';
import { codeOf, problemsOf } from '../../support/code-of.ts';

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

  it('that says the same again under another id changes nothing', () => {
    const { case: case_ } = take(requested());
    const again = { providerEventId: 'event_2', occurredAt: '2026-03-03T11:00:00.000Z' };
    expect(take(case_, again).case).toBe(case_);
  });

  it('takes up a check that had failed', () => {
    const failed = recordCheckResult(requested(), progress({ status: 'error' }), asSystem()).case;
    const { case: case_ } = take(failed, { providerEventId: 'event_2' });
    expect(background(case_)).toMatchObject({ status: 'complete', result: 'clear', lateResults: [] });
  });

  it('of progress carries no result, whatever it says', () => {
    const { case: case_, facts } = take(requested(), { status: 'awaiting_applicant', result: 'clear' });
    expect(background(case_)).not.toHaveProperty('result');
    expect(background(case_).attempts[0]).not.toHaveProperty('completedAt');
    expect(facts).toMatchObject([{ type: 'check.progressed', status: 'awaiting_applicant' }]);
  });

  it('leaves the attempts before it as they were, and needs no reference', () => {
    const failed = recordCheckResult(requested(), progress({ status: 'error' }), asSystem()).case;
    const second = played(failed, request('background', 2));
    const { providerRef: _, ...bare } = report({ attempt: 2, providerEventId: 'event_2' });
    const { attempts } = background(recordCheckResult(second, bare, asSystem()).case);
    expect(attempts[0]).toBe(background(second).attempts[0]);
    expect(attempts[1]).toMatchObject({ attempt: 2, result: 'clear' });
    expect(attempts[1]).not.toHaveProperty('providerRef');
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
