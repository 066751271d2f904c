import { describe, expect, it } from 'vitest';
import type { Case } from '../../../shared/domain/case/case.ts';
import { fireTimer } from '../../../shared/domain/case/fire-timer.ts';
import { recordPreApproval } from '../../../shared/domain/case/record-pre-approval.ts';
import { runVerification } from '../../../shared/domain/case/run-verification.ts';
import { planNext } from '../../../shared/domain/workflow/plan-next.ts';
import { AT, aPlaybook } from '../../support/a-case.ts';
import {
  accepted,
  asSystem,
  awaitingInfo,
  CASES_BY_STATE,
  claimed,
  offered,
  played,
  preApproved,
  proposed,
  prove,
  request,
  result,
  type Step,
  submitted,
  underReview,
  withoutApproval,
} from '../../support/cases-by-state.ts';

const key = (case_: Case, at = AT): string => planNext(case_, aPlaybook(), at).waitKey;
const seconds = (case_: Case, at = AT): number => planNext(case_, aPlaybook(), at).timeoutSeconds;

const recorded: Step = (c) => recordPreApproval(c, {}, asSystem());
const verified: Step = (c) => runVerification(c, {}, asSystem());

describe('the wait key', () => {
  const different: readonly [string, () => Case][] = [
    ['claim', submitted],
    ['pre-approve', () => withoutApproval(claimed())],
    ['decide', claimed],
    ['verify', preApproved],
    ['documents', () => played(preApproved(), verified)],
    ['info request 1', awaitingInfo],
    ['both checks', underReview],
    ['one check', () => played(underReview(), request('background'), result('background', 'clear'))],
    ['second attempts', () => ({ ...underReview(), checks: CASES_BY_STATE.review_complete().checks })],
    ['propose', CASES_BY_STATE.review_complete],
    ['proposal 1', proposed],
    ['close', accepted],
    ['finish', CASES_BY_STATE.closed],
  ];

  it('differs between any two plans', () => {
    const keys = different.map(([, make]) => key(make()));
    expect(new Set(keys).size).toBe(different.length);
  });

  it('stays the same while the plan does', () => {
    expect(key(offered())).toBe(key(submitted()));
    expect(key(played(underReview(), request('background')))).toBe(key(underReview()));
    const waiting = played(preApproved(), verified);
    expect(key(prove(prove(waiting, 'registration'), 'registration'))).not.toBe(key(waiting));
    const asked = awaitingInfo();
    const reminder = asked.timers.find(({ kind }) => kind === 'info_reminder')!;
    expect(key(fireTimer(asked, reminder, asSystem({ at: reminder.dueAt })).case)).toBe(key(asked));
    const again = { ...claimed(), preApproval: { approval: 'requested', recordedAt: AT, recordedBy: 'x' } as const };
    expect(key(again)).toBe(key(played(withoutApproval(claimed()), recorded)));
  });

  it('does not depend on the clock', () => {
    const running = played(underReview(), request('background'));
    expect(key(running, '2026-03-04T21:00:00.000Z')).toBe(key(running));
    expect(key(proposed(), '2026-03-16T09:00:00.000Z')).toBe(key(proposed()));
  });
});

describe('the timeout', () => {
  it('of a check is what is left of its hours, and never less than a minute', () => {
    const running = played(underReview(), request('background'), request('credit'));
    const timeouts = (at: string) =>
      planNext(running, aPlaybook(), at).items.map(({ timeoutSeconds }) => timeoutSeconds);
    expect(timeouts(AT)).toEqual([172_800, 86_400]);
    expect(timeouts('2026-03-04T08:00:00.000Z')).toEqual([90_000, 3_600]);
    expect(timeouts('2026-03-09T09:00:00.000Z')).toEqual([60, 60]);
    expect(seconds(running)).toBe(172_800);
    expect(planNext(underReview(), aPlaybook(), AT).items.map(({ timeoutSeconds }) => timeoutSeconds)).toEqual([
      172_800, 86_400,
    ]);
  });

  it('of a wait for the customer ends with the timer that ends the wait', () => {
    expect(seconds(proposed())).toBe(14 * 86_400);
    expect(seconds(awaitingInfo(), '2026-03-17T08:00:00.000Z')).toBe(3_600);
    expect(seconds(played(preApproved(), verified))).toBe(20 * 86_400);
  });

  it('of a wait whose end nobody can tell is longer than an execution waits', () => {
    expect(seconds(proposed(), '2026-03-17T09:00:00.000Z')).toBe(30 * 86_400);
    expect(seconds(submitted(), '2026-03-17T09:00:00.000Z')).toBe(30 * 86_400);
  });

  it('of a wait for staff is two weeks from the last change', () => {
    expect(seconds(submitted())).toBe(14 * 86_400);
    expect(seconds(submitted(), '2026-03-17T08:59:30.000Z')).toBe(60);
  });

  it('of what the system does is minutes', () => {
    expect(seconds(withoutApproval(claimed()))).toBe(300);
  });
});
