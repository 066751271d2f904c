import { describe, expect, it } from 'vitest';
import type { Case } from '../../../shared/domain/case/case.ts';
import { discardDraft } from '../../../shared/domain/case/discard-draft.ts';
import { fireTimer } from '../../../shared/domain/case/fire-timer.ts';
import { handOver } from '../../../shared/domain/case/hand-over.ts';
import { reopenCase } from '../../../shared/domain/case/reopen-case.ts';
import { saveAnswers } from '../../../shared/domain/case/save-answers.ts';
import { AT, aPlaybook } from '../../support/a-case.ts';
import {
  asAgent,
  asCustomer,
  asSystem,
  created,
  filled,
  reopened,
  submitted,
  withdrawn,
} from '../../support/cases-by-state.ts';
import { codeOf, problemsOf } from '../../support/code-of.ts';

const waits = ({ timers }: Case) => timers.map(({ kind, dueAt, subject }) => [kind, dueAt, subject]);
const fire = (case_: Case, kind: string, at?: string) => {
  const timer = case_.timers.find((one) => one.kind === kind)!;
  return fireTimer(case_, timer, asSystem({ at: at ?? timer.dueAt }));
};
const discarded = (case_ = created()) => discardDraft(case_, {}, asCustomer());

describe('a draft', () => {
  it('is kept for 30 days, and first reminded of after 7', () => {
    expect(waits(created())).toEqual([
      ['draft_expiry', '2026-04-02T09:00:00.000Z', undefined],
      ['draft_reminder', '2026-03-10T09:00:00.000Z', 1],
    ]);
    expect(created().timers.map(({ generation }) => generation)).toEqual([1, 1]);
  });

  it('is not kept longer because somebody goes on with it', () => {
    const late = asCustomer({ at: '2026-03-20T09:00:00.000Z' });
    const saved = saveAnswers(created(), { stepId: 'details', answers: { legalName: 'Acme Ltd' } }, late).case;
    expect(waits(saved)).toEqual(waits(created()));
  });

  it('has no timers any more once it is handed in, discarded or withdrawn', () => {
    expect(filled().timers).toHaveLength(2);
    expect(submitted().timers).toEqual([]);
    expect(discarded().case.timers).toEqual([]);
    expect(withdrawn(filled()).timers).toEqual([]);
  });

  it('that nobody goes on with is reminded of twice, the last time saying so', () => {
    const first = fire(created(), 'draft_reminder');
    const kept = { dueAt: '2026-04-02T09:00:00.000Z' };
    expect(first.facts).toEqual([{ type: 'case.draft_reminded', reminder: 1, last: false, ...kept }]);
    expect(waits(first.case)).toEqual([
      ['draft_expiry', '2026-04-02T09:00:00.000Z', undefined],
      ['draft_reminder', '2026-03-24T09:00:00.000Z', 2],
    ]);
    const second = fire(first.case, 'draft_reminder');
    expect(second.facts).toEqual([{ type: 'case.draft_reminded', reminder: 2, last: true, ...kept }]);
    expect(waits(second.case)).toEqual([['draft_expiry', '2026-04-02T09:00:00.000Z', undefined]]);
  });

  it('is reminded of by its own days, however late the reminder before was', () => {
    const late = fire(created(), 'draft_reminder', '2026-03-15T09:00:00.000Z');
    expect(waits(late.case).at(-1)).toEqual(['draft_reminder', '2026-03-24T09:00:00.000Z', 2]);
  });

  it('is reminded of no more where the playbook has one reminder only', () => {
    const playbook = aPlaybook({ draft: { reminderDays: [7], expiryDays: 30 } });
    const case_ = created();
    const { facts } = fireTimer(case_, case_.timers[1]!, asSystem({ at: '2026-03-10T09:00:00.000Z', playbook }));
    expect(facts).toMatchObject([{ reminder: 1, last: true }]);
  });

  it('that nobody hands in ends after 30 days, and not before', () => {
    expect(fire(created(), 'draft_expiry', '2026-04-02T08:59:59.999Z').facts).toEqual([]);
    const { case: case_, facts } = fire(created(), 'draft_expiry');
    expect(case_).toMatchObject({ status: 'cancelled', stage: 'initiate', outcome: 'abandoned', timers: [] });
    expect(case_.closedAt).toBe('2026-04-02T09:00:00.000Z');
    expect(facts).toEqual([{ type: 'case.closed', outcome: 'abandoned' }]);
  });
});

describe('a draft that is taken up again', () => {
  const again = '2026-03-10T12:00:00.000Z';
  const reopen = (case_: Case) => reopenCase(case_, { reason: 'We do want it' }, asCustomer({ at: again })).case;

  it('is kept for 30 days from then, with both reminders', () => {
    const draft = reopen(discarded().case);
    expect(draft.status).toBe('draft');
    expect(waits(draft)).toEqual([
      ['draft_expiry', '2026-04-09T12:00:00.000Z', undefined],
      ['draft_reminder', '2026-03-17T12:00:00.000Z', 1],
    ]);
    expect(waits(fire(draft, 'draft_reminder').case).at(-1)).toEqual(['draft_reminder', '2026-03-31T12:00:00.000Z', 2]);
  });

  it('is not ended by the timer of its first time', () => {
    const [old] = created().timers;
    const draft = reopen(discarded().case);
    expect(fireTimer(draft, old!, asSystem({ at: '2026-05-01T09:00:00.000Z' })).case).toBe(draft);
  });

  it('has no such timers when it had been handed in before', () => {
    expect(reopened().status).toBe('open');
    expect(reopened().timers).toEqual([]);
  });
});

describe('discarding', () => {
  it('ends the draft and says who did it', () => {
    const { case: case_, facts } = discarded();
    expect(case_).toMatchObject({ status: 'cancelled', stage: 'initiate', outcome: 'discarded', closedAt: AT });
    expect(case_.stages.at(-1)?.completedAt).toBe(AT);
    expect(facts).toEqual([{ type: 'case.discarded', by: 'contact_ada' }]);
    expect(case_.customerVersion - created().customerVersion).toBe(1);
  });

  it('is for drafts only', () => {
    expect(codeOf(() => discarded(submitted()))).toBe('case.transition-not-allowed');
  });
});

describe('handing over', () => {
  it('records to whom, and changes nothing else', () => {
    const before = created();
    const { case: case_, facts } = handOver(before, { to: 'staff' }, asCustomer());
    expect(facts).toEqual([{ type: 'case.handed_over', to: 'staff' }]);
    expect(case_).toEqual({ ...before, version: 2, customerVersion: 2 });
    expect(handOver(before, { to: 'customer' }, asAgent()).facts).toEqual([
      { type: 'case.handed_over', to: 'customer' },
    ]);
  });

  it('to an applicant who cannot sign in is refused, to staff it is not', () => {
    const prospect = { kind: 'business', name: 'Newcomer Ltd' } as const;
    const case_: Case = { ...created(), applicant: { kind: 'prospect', prospect, name: 'Newcomer Ltd' } };
    expect(problemsOf(() => handOver(case_, { to: 'customer' }, asAgent()))).toEqual(['/to applicant.not-on-record']);
    expect(codeOf(() => handOver(case_, { to: 'staff' }, asAgent()))).toBe('accepted');
  });
});
