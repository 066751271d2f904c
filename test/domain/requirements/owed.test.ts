import { describe, expect, it } from 'vitest';
import type { Case } from '../../../shared/domain/case/case.ts';
import { isActionNeeded } from '../../../shared/domain/requirements/action-needed.ts';
import { owed } from '../../../shared/domain/requirements/owed.ts';
import { AT, COMPANY, CONSUMER, companyCase, consumerCase, document } from '../playbook/sample-cases.ts';

const refused = document('doc_1', 'photo-id', { status: 'rejected', rejectReason: 'blurry' });
const DUE = '2026-03-17T09:00:00.000Z';
const capturing: Partial<Case> = {
  status: 'open',
  stage: 'data_capture',
  submittedAt: AT,
  stages: [{ stage: 'data_capture', enteredAt: AT, dueAt: DUE }],
};

function owedIds(case_: Case, at = AT) {
  const { currentlyDue, pastDue, eventuallyDue, pendingReview } = owed(case_, CONSUMER, at);
  const ids = (list: typeof currentlyDue) => list.map(({ requirementId }) => requirementId);
  return { now: ids(currentlyDue), past: ids(pastDue), later: ids(eventuallyDue), review: ids(pendingReview) };
}

describe('what a customer owes', () => {
  it('is nothing yet in a draft, except for what was refused', () => {
    expect(owedIds(consumerCase())).toEqual({
      now: [],
      past: [],
      later: ['photo-id', 'selfie', 'proof-of-address'],
      review: [],
    });
    expect(owedIds(consumerCase({ documents: [refused] })).now).toEqual(['photo-id']);
  });

  it('is every document that has not come, once documents are captured', () => {
    const documents = [refused, document('doc_2', 'selfie')];
    expect(owedIds(consumerCase({ ...capturing, documents }))).toEqual({
      now: ['photo-id', 'proof-of-address'],
      past: [],
      later: [],
      review: ['selfie'],
    });
  });

  it('tells what was wrong, and until when there is time', () => {
    expect(owed(consumerCase({ ...capturing, documents: [refused] }), CONSUMER, AT).currentlyDue[0]).toEqual({
      requirementId: 'photo-id',
      label: 'Photo identification',
      reason: 'blurry',
      dueAt: DUE,
    });
  });

  it('is past due from the instant that it was due', () => {
    expect(owedIds(consumerCase(capturing), '2026-03-17T08:59:59.999Z').past).toEqual([]);
    expect(owedIds(consumerCase(capturing), DUE).past).toEqual(['photo-id', 'selfie', 'proof-of-address']);
  });

  it('has a date where it is owed, and none where it is with us', () => {
    const { pastDue, pendingReview } = owed(
      consumerCase({ ...capturing, documents: [document('doc_1', 'selfie')] }),
      CONSUMER,
      DUE,
    );
    expect(pastDue.map(({ dueAt }) => dueAt)).toEqual([DUE, DUE]);
    expect(pendingReview).toEqual([{ requirementId: 'selfie', label: 'A photo of you, taken now' }]);
  });

  it('has the deadline that the customer was told, rather than the stage’s', () => {
    const timers = [
      { timerId: 't', kind: 'document_expiry', dueAt: '2026-03-30T09:00:00.000Z', generation: 1 },
    ] as const;
    const [first] = owed(consumerCase({ ...capturing, timers }), CONSUMER, DUE).currentlyDue;
    expect(first?.dueAt).toBe('2026-03-30T09:00:00.000Z');
  });

  it('is nothing when the case has ended', () => {
    const ended = consumerCase({ ...capturing, status: 'closed', outcome: 'lapsed', documents: [refused] });
    expect(owedIds(ended)).toEqual({ now: [], past: [], later: [], review: [] });
  });

  it('is never an optional document, though one that came is looked at', () => {
    const company = (...documents: Case['documents']) => owed(companyCase({ ...capturing, documents }), COMPANY, AT);
    expect(company().currentlyDue.map(({ requirementId }) => requirementId)).not.toContain('articles');
    const rejected = document('doc_1', 'articles', { status: 'rejected', rejectReason: 'blurry' });
    expect(company(rejected).currentlyDue.map(({ requirementId }) => requirementId)).not.toContain('articles');
    expect(company(document('doc_1', 'articles')).pendingReview.map(({ requirementId }) => requirementId)).toEqual([
      'articles',
    ]);
  });
});

describe('action is needed from the customer', () => {
  const all = ['photo-id', 'selfie', 'proof-of-address'].map((id) => document(`doc_${id}`, id, { status: 'accepted' }));
  const proposal = {
    number: 1,
    resolutionCode: 'open_account',
    notes: '',
    terms: {},
    termsDigest: '',
    proposedBy: 'agent_1',
    proposedAt: AT,
    expiresAt: DUE,
  } as const;

  it.each<readonly [string, Partial<Case>, boolean]>([
    ['to submit a draft', {}, true],
    ['to answer a question', { status: 'awaiting_info', stage: 'due_diligence' }, true],
    ['to send documents', capturing, true],
    [
      'not while we look at what came',
      { ...capturing, documents: all.map((one) => ({ ...one, status: 'submitted' as const })) },
      false,
    ],
    ['not when everything is accepted', { ...capturing, documents: all }, false],
    [
      'to decide on a proposal',
      { status: 'resolved', stage: 'resolve', documents: all, proposals: [{ ...proposal, status: 'undecided' }] },
      true,
    ],
    [
      'not after deciding',
      { status: 'resolved', stage: 'resolve', documents: all, proposals: [{ ...proposal, status: 'accepted' }] },
      false,
    ],
    [
      'not when the case was cancelled',
      { status: 'cancelled', outcome: 'withdrawn', proposals: [{ ...proposal, status: 'undecided' }] },
      false,
    ],
    [
      'not when the case was closed',
      { status: 'closed', outcome: 'lapsed', proposals: [{ ...proposal, status: 'undecided' }] },
      false,
    ],
  ])('%s', (_, overrides, expected) => {
    expect(isActionNeeded(consumerCase(overrides), CONSUMER, AT)).toBe(expected);
  });

  it('when a deferral ends within a week', () => {
    const deferral = {
      requirementId: 'photo-id',
      decision: 'deferred',
      reason: 'abroad',
      requestedBy: 'a',
      requestedAt: AT,
      approvedBy: 'b',
    } as const;
    const until = (untilDate: string) =>
      consumerCase({ ...capturing, documents: all.slice(1), requirementDecisions: [{ ...deferral, untilDate }] });
    expect(isActionNeeded(until('2026-03-16'), CONSUMER, AT)).toBe(true);
    expect(isActionNeeded(until('2026-03-17'), CONSUMER, AT)).toBe(false);
    expect(isActionNeeded(until('2026-03-17'), CONSUMER, '2026-03-10T23:59:59.999Z')).toBe(true);
  });
});
