import { describe, expect, it } from 'vitest';
import { addComment } from '../../../shared/domain/case/add-comment.ts';
import { addWorkNote } from '../../../shared/domain/case/add-work-note.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { closeCase } from '../../../shared/domain/case/close-case.ts';
import { makeProposal } from '../../../shared/domain/case/make-proposal.ts';
import { receiveInfo } from '../../../shared/domain/case/receive-info.ts';
import { reopenCase } from '../../../shared/domain/case/reopen-case.ts';
import { withdrawCase } from '../../../shared/domain/case/withdraw-case.ts';
import { AT, anAgent } from '../../support/a-case.ts';
import {
  accepted,
  asAgent,
  asCustomer,
  asSupervisor,
  asSystem,
  awaitingInfo,
  CASES_BY_STATE,
  claimed,
  closed,
  filled,
  offered,
  PROPOSAL,
  played,
  proposed,
  request,
  underReview,
  withdrawn,
} from '../../support/cases-by-state.ts';
import { codeOf, problemsOf, refusalOf } from '../../support/code-of.ts';

describe('closing', () => {
  const close = (case_: Case, resolutionNotes = 'Account opened.', s = asAgent()) =>
    closeCase(case_, { resolutionCode: 'offer_account', resolutionNotes }, s);

  it('ends an accepted case with code and notes', () => {
    const { case: case_, facts } = close(accepted());
    expect(case_).toMatchObject({
      status: 'closed',
      stage: 'close',
      outcome: 'accepted',
      closedAt: AT,
      resolution: { code: 'offer_account', notes: 'Account opened.' },
      proposals: [{ status: 'accepted' }],
      assignee: 'agent_bo',
    });
    expect(case_.stages.at(-1)).toEqual({ stage: 'close', enteredAt: AT, completedAt: AT });
    expect(facts).toEqual([
      { type: 'case.stage_completed', stage: 'resolve' },
      { type: 'case.closed', outcome: 'accepted', proposal: 1, resolutionCode: 'offer_account' },
    ]);
  });

  it('is not possible while only the customer can decide, nor without notes', () => {
    expect(codeOf(() => close(proposed()))).toBe('proposal.stale');
    expect(problemsOf(() => close(accepted(), ' '))).toEqual(['/resolutionNotes text.blank']);
  });

  it('can be done by the workflow where the playbook closes on acceptance', () => {
    expect(close(accepted(), 'Closed on acceptance.', asSystem()).case.outcome).toBe('accepted');
  });
});

describe('withdrawing', () => {
  it('keeps the reason and who gave it, not in the facts', () => {
    const { case: case_, facts } = withdrawCase(claimed(), { reason: ' Found another bank ' }, asCustomer());
    expect(case_).toMatchObject({
      status: 'cancelled',
      stage: 'pre_approval',
      outcome: 'withdrawn',
      closedAt: AT,
      withdrawal: { reason: 'Found another bank', by: 'contact_ada' },
    });
    expect(case_).not.toHaveProperty('expectedAt');
    expect(facts).toEqual([{ type: 'case.withdrawn', from: 'open', by: 'contact_ada' }]);
    expect(problemsOf(() => withdrawCase(claimed(), { reason: '' }, asCustomer()))).toEqual(['/reason text.blank']);
  });

  it('cancels the checks under way, and leaves the finished ones', () => {
    const running = played(underReview(), request('background'));
    expect(withdrawn(running).checks.map(({ status }) => status)).toEqual(['cancelled']);
    expect(withdrawn(CASES_BY_STATE.review_complete()).checks.map(({ status }) => status)).toEqual([
      'complete',
      'complete',
    ]);
  });

  it('closes an open request for information and voids the proposal', () => {
    expect(withdrawn(awaitingInfo()).infoRequests[0]).toMatchObject({ closedAt: AT, closedAs: 'withdrawn' });
    expect(withdrawn(proposed()).proposals[0]?.status).toBe('void');
    expect(withdrawn(accepted()).proposals[0]?.status).toBe('void');
  });

  it('leaves a request for information as it is that was answered before', () => {
    const answered = receiveInfo(awaitingInfo(), { channel: 'phone' }, asAgent()).case;
    expect(withdrawn(answered).infoRequests[0]).toBe(answered.infoRequests[0]);
  });

  it('leaves nothing that asks for attention, and no stage under way', () => {
    const over = withdrawn({ ...claimed(), needsAttention: true });
    expect(over.needsAttention).toBe(false);
    expect(over.stages.map(({ completedAt }) => completedAt)).toEqual([AT, AT]);
  });

  it('takes an offer back', () => {
    expect(withdrawn(offered())).not.toHaveProperty('offer');
  });
});

describe('reopening', () => {
  const reopen = (case_: Case, s = asCustomer()) => reopenCase(case_, { reason: 'We do want it' }, s);
  const later = (days: number) => new Date(Date.parse(AT) + days * 86_400_000).toISOString();

  it('begins a new cycle and keeps the old one', () => {
    const { case: case_, facts } = reopen(closed());
    expect(case_).toMatchObject({ status: 'open', stage: 'resolve', reopenCount: 1, assignee: 'agent_bo' });
    expect(case_.expectedAt).toBe('2026-03-31T09:00:00.000Z');
    expect(reopen(withdrawn(filled())).case).not.toHaveProperty('expectedAt');
    for (const gone of ['outcome', 'closedAt', 'resolution', 'withdrawal', 'verification']) {
      expect(case_).not.toHaveProperty(gone);
    }
    expect(case_.stages.map(({ stage }) => stage)).toEqual([
      'initiate',
      'pre_approval',
      'data_capture',
      'due_diligence',
      'resolve',
      'close',
      'resolve',
    ]);
    expect(case_.stages.at(-1)).toEqual({ stage: 'resolve', enteredAt: AT, dueAt: '2026-03-31T09:00:00.000Z' });
    expect(facts).toEqual([{ type: 'case.reopened', status: 'open', stage: 'resolve', reopenCount: 1 }]);
  });

  it('lets a new proposal follow, though the old one was accepted', () => {
    const { case: case_ } = reopen(closed());
    expect(case_.proposals[0]?.status).toBe('void');
    expect(makeProposal(case_, PROPOSAL, asAgent()).case.proposals.at(-1)).toMatchObject({ number: 2 });
  });

  it.each([
    ['draft', filled, 'draft', 'initiate'],
    ['new', CASES_BY_STATE.new, 'open', 'initiate'],
    ['open/pre_approval', claimed, 'open', 'pre_approval'],
    ['open/data_capture', CASES_BY_STATE['open/data_capture'], 'open', 'data_capture'],
    ['under_review', underReview, 'open', 'data_capture'],
    ['review_complete', CASES_BY_STATE.review_complete, 'open', 'resolve'],
  ] as const)('takes a case that was withdrawn when %s up where it can go on', (_, from, status, stage) => {
    expect(reopen(withdrawn(from())).case).toMatchObject({ status, stage });
  });

  it('is open to the customer for 14 days, to a supervisor for 90', () => {
    const over = withdrawn();
    expect(codeOf(() => reopen(over, asCustomer({ at: later(14) })))).toBe('accepted');
    const late = later(14.001);
    expect(refusalOf(() => reopen(over, asCustomer({ at: late })))).toMatchObject({
      code: 'case.reopen-window-over',
      facts: { days: 14 },
    });
    expect(codeOf(() => reopen(over, asAgent({ at: late, caller: anAgent() })))).toBe('case.reopen-window-over');
    expect(codeOf(() => reopen(over, asSupervisor({ at: late })))).toBe('accepted');
    expect(codeOf(() => reopen(over, asSupervisor({ at: later(90) })))).toBe('accepted');
    expect(codeOf(() => reopen(over, asSupervisor({ at: later(90.001) })))).toBe('case.reopen-window-over');
  });

  it('needs a reason', () => {
    expect(problemsOf(() => reopenCase(withdrawn(), { reason: '' }, asCustomer()))).toEqual(['/reason text.blank']);
  });
});

describe('comments and work notes', () => {
  it('record that something was written, not what', () => {
    const { case: case_, facts } = addComment(
      claimed(),
      { commentId: 'comment_7', documentIds: ['doc_1'] },
      asCustomer(),
    );
    expect(facts).toEqual([
      { type: 'case.commented', commentId: 'comment_7', side: 'customer', channel: 'web', documentIds: ['doc_1'] },
    ]);
    expect(case_.status).toBe('open');
    expect(addComment(claimed(), { channel: 'email' }, asAgent()).facts[0]).toMatchObject({
      side: 'staff',
      channel: 'email',
    });
  });

  it('a work note changes nothing that a customer can see', () => {
    const before = claimed();
    const { case: case_, facts } = addWorkNote(before, { noteId: 'note_1' }, asAgent());
    expect(facts).toEqual([{ type: 'case.work_noted', noteId: 'note_1' }]);
    expect([case_.version - before.version, case_.customerVersion - before.customerVersion]).toEqual([1, 0]);
  });

  it('of a case that is over are notes of staff only: nothing more is said to the other side', () => {
    expect(codeOf(() => addComment(closed(), {}, asCustomer()))).toBe('case.transition-not-allowed');
    expect(codeOf(() => addWorkNote(closed(), {}, asAgent()))).toBe('accepted');
  });
});
