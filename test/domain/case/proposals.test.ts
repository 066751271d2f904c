import { describe, expect, it } from 'vitest';
import { acceptProposal } from '../../../shared/domain/case/accept-proposal.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { fireTimer } from '../../../shared/domain/case/fire-timer.ts';
import { makeProposal, type NewProposal } from '../../../shared/domain/case/make-proposal.ts';
import { rejectProposal } from '../../../shared/domain/case/reject-proposal.ts';
import { AT, aCaller, anAgent, aSystem } from '../../support/a-case.ts';
import {
  accepted,
  asAgent,
  asCustomer,
  asSystem,
  PROPOSAL,
  proposed,
  rejected,
  reviewed,
} from '../../support/cases-by-state.ts';
import { codeOf, problemsOf, refusalOf } from '../../support/code-of.ts';

const propose = (case_: Case, overrides: Partial<NewProposal> = {}) =>
  makeProposal(case_, { ...PROPOSAL, ...overrides }, asAgent());
const reject = (case_: Case, overrides: Partial<Parameters<typeof rejectProposal>[1]> = {}, s = asCustomer()) =>
  rejectProposal(case_, { number: 1, reasonCode: 'terms', feedback: ' Too low. ', ...overrides }, s);

describe('proposing', () => {
  it('puts version 1 before the customer, with a reminder and a last day', () => {
    const { case: case_, facts } = propose(reviewed());
    expect(case_).toMatchObject({ status: 'resolved', stage: 'resolve' });
    const [proposal] = case_.proposals;
    expect(proposal).toMatchObject({
      number: 1,
      resolutionCode: 'offer_account',
      terms: { limit: 1000 },
      status: 'undecided',
      proposedBy: 'agent_bo',
      proposedAt: AT,
      expiresAt: '2026-03-17T09:00:00.000Z',
    });
    // printf '%s' '{"notes":"As discussed.","resolutionCode":"offer_account","terms":{"limit":1000}}' | sha256sum
    expect(proposal?.termsDigest).toBe('8fcb48ca8ffc0845f9f2eab4fa1451b7d42210ff0e57d9b98c20655e7c820d7c');
    expect(case_.timers).toMatchObject([
      { kind: 'proposal_reminder', dueAt: '2026-03-10T09:00:00.000Z', subject: 1 },
      { kind: 'proposal_lapse', dueAt: '2026-03-17T09:00:00.000Z', subject: 1 },
    ]);
    expect(facts).toMatchObject([{ type: 'proposal.made', number: 1, resolutionCode: 'offer_account' }]);
  });

  it.each<[Partial<NewProposal>, string[]]>([
    [{ notes: ' ' }, ['/notes text.blank']],
    [{ resolutionCode: 'wish_luck' }, ['/resolutionCode proposal.unknown-code']],
    [{ terms: {} }, ['/terms/limit term.required']],
    [{ terms: { limit: null } }, ['/terms/limit term.required']],
    [{ terms: { limit: '1000' } }, ['/terms/limit term.wrong']],
    [{ terms: { limit: Number.POSITIVE_INFINITY } }, ['/terms/limit term.wrong']],
    [{ terms: { limit: 1, colour: 'red' } }, ['/terms/colour term.unknown']],
    [{ terms: { limit: 1, plan: 'gold' } }, ['/terms/plan term.wrong']],
    [{ terms: { limit: 1, fee: 101 } }, ['/terms/fee term.wrong']],
    [{ terms: { limit: 1, remote: 'yes' } }, ['/terms/remote term.wrong']],
    [{ terms: { limit: 1, remark: 7 } }, ['/terms/remark term.wrong']],
    [{ addressesFeedback: [1] }, ['/addressesFeedback proposal.no-such-feedback']],
  ])('refuses %j', (overrides, problems) => {
    expect(problemsOf(() => propose(reviewed(), overrides))).toEqual(problems);
  });

  it('takes every term that fits', () => {
    const terms = { limit: 1, plan: 'plus', fee: 2.5, remote: false, remark: 'Monthly' };
    expect(codeOf(() => propose(reviewed(), { terms }))).toBe('accepted');
  });

  it('needs the data to be what was reviewed', () => {
    expect(codeOf(() => propose({ ...reviewed(), members: [] }))).toBe('proposal.evidence-stale');
    const { reviewDigest: _, ...never } = rejected();
    expect(codeOf(() => propose(never))).toBe('proposal.evidence-stale');
  });

  it('has a limit of fifty', () => {
    const [one] = rejected().proposals;
    const many = {
      ...reviewed(),
      proposals: Array.from({ length: 50 }, () => ({ ...one!, status: 'lapsed' as const })),
    };
    expect(codeOf(() => propose(many))).toBe('case.limit');
    expect(codeOf(() => propose({ ...many, proposals: many.proposals.slice(1) }))).toBe('accepted');
  });
});

describe('a proposal that nobody rejected', () => {
  it('has no feedback to answer', () => {
    const [one] = rejected().proposals;
    const voided = { ...reviewed(), proposals: [{ ...one!, status: 'void' as const }] };
    expect(problemsOf(() => propose(voided, { addressesFeedback: [1] }))).toEqual([
      '/addressesFeedback proposal.no-such-feedback',
    ]);
    const { case: case_ } = propose(voided, { notes: ' As discussed. ' });
    expect(case_.proposals[1]).toMatchObject({ number: 2, notes: 'As discussed.' });
    expect(case_.proposals[1]).not.toHaveProperty('addressesFeedback');
  });
});

describe('a proposal after a rejection', () => {
  const better = { terms: { limit: 2000 }, addressesFeedback: [1] };

  it('is version 2, and names the feedback that it answers', () => {
    const { case: case_ } = propose(rejected(), better);
    expect(case_.status).toBe('resolved');
    expect(case_.proposals.map(({ number, status }) => [number, status])).toEqual([
      [1, 'rejected'],
      [2, 'undecided'],
    ]);
    expect(case_.proposals[1]?.addressesFeedback).toEqual([1]);
    expect(case_.timers.every(({ subject }) => subject === 2)).toBe(true);
  });

  it('is refused when it does not name the feedback, or does not differ', () => {
    expect(refusalOf(() => propose(rejected(), { terms: { limit: 2000 } }))).toMatchObject({
      code: 'proposal.feedback-not-addressed',
      facts: { rejected: 1 },
    });
    expect(codeOf(() => propose(rejected(), { addressesFeedback: [1] }))).toBe('proposal.unchanged');
    expect(codeOf(() => propose(rejected(), { notes: 'Explained better.', addressesFeedback: [1] }))).toBe('accepted');
    expect(problemsOf(() => propose(rejected(), { ...better, addressesFeedback: [1, 2] }))).toEqual([
      '/addressesFeedback proposal.no-such-feedback',
    ]);
  });

  it('may come as often as it must', () => {
    let case_ = rejected();
    for (const number of [2, 3, 4]) {
      const next = propose(case_, { terms: { limit: number }, addressesFeedback: [number - 1] }).case;
      case_ = reject(next, { number }).case;
    }
    expect(case_).toMatchObject({ status: 'open', stage: 'resolve', rejections: 4 });
  });
});

describe('accepting', () => {
  const accept = (case_ = proposed(), s = asCustomer(), number = 1) => acceptProposal(case_, { number }, s);

  it('records who agreed to what, and stops reminder and lapse', () => {
    const { case: case_, facts } = accept();
    expect(case_).toMatchObject({ status: 'resolved', timers: [] });
    expect(case_.proposals[0]).toMatchObject({ status: 'accepted', decidedBy: 'contact_ada', decidedAt: AT });
    expect(facts).toEqual([{ type: 'proposal.accepted', number: 1, termsDigest: case_.proposals[0]?.termsDigest }]);
  });

  it('is never done by staff, nor by the system', () => {
    const callers = [anAgent(), aCaller({ roles: ['contact', 'agent'] }), aCaller({ roles: ['auditor'] }), aSystem()];
    for (const caller of callers) {
      expect(codeOf(() => accept(proposed(), asCustomer({ caller })))).toBe('proposal.staff-cannot-decide');
      expect(codeOf(() => reject(proposed(), {}, asCustomer({ caller })))).toBe('proposal.staff-cannot-decide');
    }
  });

  it('is refused for another version, a decided one, and one that has expired', () => {
    expect(codeOf(() => accept(proposed(), asCustomer(), 2))).toBe('proposal.stale');
    expect(codeOf(() => accept(accepted()))).toBe('proposal.stale');
    const at = '2026-03-17T09:00:00.000Z';
    expect(codeOf(() => accept(proposed(), asCustomer({ at })))).toBe('proposal.expired');
    expect(codeOf(() => accept(proposed(), asCustomer({ at: '2026-03-17T08:59:59.999Z' })))).toBe('accepted');
  });
});

describe('rejecting', () => {
  it('opens the case again in the same stage, and keeps the feedback', () => {
    const { case: case_, facts } = reject(proposed());
    expect(case_).toMatchObject({ status: 'open', stage: 'resolve', rejections: 1, timers: [] });
    expect(case_.proposals[0]).toMatchObject({
      status: 'rejected',
      decidedBy: 'contact_ada',
      rejection: { reasonCode: 'terms', feedback: 'Too low.' },
    });
    expect(facts).toEqual([{ type: 'proposal.rejected', number: 1, reasonCode: 'terms', rejections: 1 }]);
  });

  it('needs a reason of the playbook and a text', () => {
    expect(problemsOf(() => reject(proposed(), { reasonCode: 'mood', feedback: '' }))).toEqual([
      '/reasonCode proposal.unknown-reason',
      '/feedback text.blank',
    ]);
    expect(codeOf(() => reject(proposed(), { number: 2 }))).toBe('proposal.stale');
  });
});

describe('an unanswered proposal', () => {
  const fire = (case_: Case, kind: string) => {
    const timer = case_.timers.find((one) => one.kind === kind)!;
    return fireTimer(case_, timer, asSystem({ at: timer.dueAt }));
  };

  it('is brought to mind after five business days', () => {
    const { case: case_, facts } = fire(proposed(), 'proposal_reminder');
    expect(case_).toMatchObject({ status: 'resolved', proposals: [{ remindedAt: '2026-03-10T09:00:00.000Z' }] });
    expect(case_.timers.map(({ kind }) => kind)).toEqual(['proposal_lapse']);
    expect(facts).toEqual([{ type: 'proposal.reminded', number: 1, expiresAt: '2026-03-17T09:00:00.000Z' }]);
  });

  it('lapses after ten, and is never taken for accepted', () => {
    const { case: case_, facts } = fire(proposed(), 'proposal_lapse');
    expect(case_).toMatchObject({ status: 'closed', stage: 'close', outcome: 'lapsed', timers: [] });
    expect(case_.proposals[0]?.status).toBe('lapsed');
    expect(facts.map(({ type }) => type)).toEqual(['proposal.lapsed', 'case.closed']);
  });
});
