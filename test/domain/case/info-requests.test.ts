import { describe, expect, it } from 'vitest';
import { addComment } from '../../../shared/domain/case/add-comment.ts';
import { answerInfo } from '../../../shared/domain/case/answer-info.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { dropInfoItem } from '../../../shared/domain/case/drop-info-item.ts';
import { fireTimer } from '../../../shared/domain/case/fire-timer.ts';
import { receiveInfo } from '../../../shared/domain/case/receive-info.ts';
import { type InfoToRequest, requestInfo } from '../../../shared/domain/case/request-info.ts';
import { progress } from '../../../shared/domain/progress/progress.ts';
import { AT, aCaller, aPlaybook } from '../../support/a-case.ts';
import {
  asAgent,
  asCustomer,
  asSystem,
  awaitingInfo,
  claimed,
  preApproved,
  prove,
  reviewed,
  underReview,
} from '../../support/cases-by-state.ts';
import { codeOf, problemsOf } from '../../support/code-of.ts';

const REQUEST: InfoToRequest = {
  items: [
    { label: ' Turnover ', kind: 'text' },
    { label: 'Extract', kind: 'document', requirementId: 'registration' },
  ],
  message: 'Two things, please.',
};
const ask = (input: Partial<InfoToRequest> = {}, case_ = claimed()) =>
  requestInfo(case_, { ...REQUEST, ...input }, asAgent());
const asked = () => ask().case;
const itemIds = ({ infoRequests }: Case) => (infoRequests.at(-1)?.items ?? []).map(({ itemId }) => itemId);
const answerText = (case_: Case, answer = '5 million') =>
  answerInfo(case_, { number: 1, answers: [{ itemId: itemIds(case_)[0] ?? '', answer }] }, asCustomer());

describe('requesting information', () => {
  it('makes the case wait, with a deadline and a first reminder', () => {
    const { case: case_, facts } = ask();
    expect(case_.status).toBe('awaiting_info');
    expect(case_.infoRequests).toMatchObject([
      {
        number: 1,
        items: [
          { label: 'Turnover', kind: 'text' },
          { label: 'Extract', kind: 'document', requirementId: 'registration' },
        ],
        message: 'Two things, please.',
        requestedBy: 'agent_bo',
        requestedAt: AT,
        dueAt: '2026-03-17T09:00:00.000Z',
        priorStatus: 'open',
        remindersSent: 0,
      },
    ]);
    expect(case_.timers).toMatchObject([
      { kind: 'info_expiry', dueAt: '2026-03-17T09:00:00.000Z', subject: 1 },
      { kind: 'info_reminder', dueAt: '2026-03-06T09:00:00.000Z', subject: 1 },
    ]);
    expect(facts).toEqual([{ type: 'case.info_requested', number: 1, items: 2, dueAt: '2026-03-17T09:00:00.000Z' }]);
  });

  it('takes a deadline in any zone, and keeps it in UTC', () => {
    const { case: case_ } = ask({ dueAt: '2026-03-05T12:00:00+02:00' });
    expect(case_.infoRequests[0]?.dueAt).toBe('2026-03-05T10:00:00.000Z');
    expect(case_.timers[0]?.dueAt).toBe('2026-03-05T10:00:00.000Z');
    expect(problemsOf(() => ask({ dueAt: '2026-03-03T10:59:00+02:00' }))).toEqual(['/dueAt info.due-in-the-past']);
  });

  it('keeps what asks for attention for another reason', () => {
    const worried = { ...asked(), needsAttention: true };
    expect(receiveInfo(worried, { channel: 'phone' }, asAgent()).case.needsAttention).toBe(true);
  });

  it('sends no reminder that would come with the deadline or later', () => {
    const { case: case_ } = ask({ dueAt: '2026-03-06T09:00:00.000Z' });
    expect(case_.timers.map(({ kind }) => kind)).toEqual(['info_expiry']);
  });

  it.each([
    [{ items: [] }, ['/items info.no-items']],
    [{ message: '' }, ['/message text.blank']],
    [{ dueAt: AT }, ['/dueAt info.due-in-the-past']],
    [{ items: [{ label: ' ', kind: 'text' as const }] }, ['/items/0/label text.blank']],
    [
      { items: [{ label: 'A', kind: 'document' as const, requirementId: 'no' }] },
      ['/items/0/requirementId requirement.unknown'],
    ],
  ])('refuses %j', (input, problems) => {
    expect(problemsOf(() => ask(input))).toEqual(problems);
  });

  it('refuses more than 20 items, and more than 50 requests', () => {
    const items = Array.from({ length: 21 }, () => ({ label: 'A', kind: 'text' as const }));
    expect(codeOf(() => ask({ items: items.slice(1) }))).toBe('accepted');
    expect(codeOf(() => ask({ items }))).toBe('case.limit');
    const [request] = receiveInfo(asked(), { channel: 'phone' }, asAgent()).case.infoRequests;
    const many = { ...claimed(), infoRequests: Array.from({ length: 50 }, () => request!) };
    expect(codeOf(() => ask({}, many))).toBe('case.limit');
  });
});

describe('answering', () => {
  it('some of it keeps the case waiting for the rest', () => {
    const { case: case_, facts } = answerText(asked());
    expect(case_.status).toBe('awaiting_info');
    expect(case_.infoRequests[0]?.items[0]).toMatchObject({
      answer: '5 million',
      answeredAt: AT,
      answeredBy: 'contact_ada',
    });
    expect(facts).toMatchObject([{ type: 'case.info_answered', number: 1, channel: 'web' }]);
    expect(facts).toHaveLength(1);
  });

  it('the last of it takes the case back to where it was, and stops the reminders', () => {
    const uploaded = prove({ ...asked(), status: 'open' }, 'registration');
    const waiting = answerText({ ...uploaded, status: 'awaiting_info' }).case;
    const documentIds = [waiting.documents[0]?.documentId ?? ''];
    const last = { number: 1, answers: [{ itemId: itemIds(waiting)[1] ?? '', documentIds }] };
    const { case: case_, facts } = answerInfo(waiting, last, asCustomer());
    expect(case_).toMatchObject({ status: 'open', stage: 'pre_approval', timers: [] });
    expect(case_.infoRequests[0]).toMatchObject({ closedAt: AT, closedAs: 'answered' });
    expect(facts.map(({ type }) => type)).toEqual(['case.info_answered', 'case.info_completed']);
  });

  it('goes back to the review when it was asked during the review', () => {
    expect(answerText(awaitingInfo(underReview())).case).toMatchObject({
      status: 'under_review',
      stage: 'due_diligence',
    });
  });

  it('can be corrected while the request is open', () => {
    const corrected = answerText(answerText(asked()).case, '6 million').case;
    expect(corrected.infoRequests[0]?.items[0]?.answer).toBe('6 million');
  });

  it('is material', () => {
    const before = asked();
    expect(answerText(before).case.materialVersion).toBe(before.materialVersion + 1);
  });

  it.each([
    [[], ['/answers info.no-answers']],
    [[{ itemId: 'item_no', answer: 'x' }], ['/answers/0/itemId info.unknown-item']],
  ])('refuses %j', (answers, problems) => {
    expect(problemsOf(() => answerInfo(asked(), { number: 1, answers }, asCustomer()))).toEqual(problems);
  });

  it('refuses an empty answer, and documents that are not there or were stopped', () => {
    const case_ = asked();
    const [text = '', document = ''] = itemIds(case_);
    const stopped = { ...prove({ ...case_, status: 'open' }, 'registration').documents[0]!, scan: 'infected' as const };
    const withStopped = { ...case_, documents: [stopped] };
    const answers = [
      { itemId: text, answer: ' ' },
      { itemId: document, documentIds: [stopped.documentId] },
      { itemId: document, documentIds: ['doc_no'] },
      { itemId: document },
    ];
    expect(problemsOf(() => answerInfo(withStopped, { number: 1, answers }, asCustomer()))).toEqual([
      '/answers/0/answer text.blank',
      '/answers/1/documentIds info.no-document',
      '/answers/2/documentIds info.no-document',
      '/answers/3/documentIds info.no-document',
    ]);
  });

  it('refuses another request than the open one', () => {
    const answers = [{ itemId: 'x', answer: 'y' }];
    expect(codeOf(() => answerInfo(asked(), { number: 2, answers }, asCustomer()))).toBe('info.not-open');
  });

  it('is not done by a comment', () => {
    expect(addComment(asked(), {}, asCustomer()).case.status).toBe('awaiting_info');
  });
});

describe('information received otherwise', () => {
  it('is recorded by the agent with the channel, and drops what was not answered', () => {
    const { case: case_, facts } = receiveInfo(asked(), { number: 1, channel: 'phone' }, asAgent());
    expect(case_.status).toBe('open');
    expect(case_.infoRequests[0]).toMatchObject({ closedAs: 'received' });
    expect(facts).toEqual([
      { type: 'case.info_completed', number: 1, as: 'received', channel: 'phone', status: 'open' },
    ]);
  });

  it('does not settle another request than the open one', () => {
    expect(codeOf(() => receiveInfo(asked(), { number: 2, channel: 'phone' }, asAgent()))).toBe('info.not-open');
  });

  it('lets a second request follow with a number of its own', () => {
    const back = receiveInfo(asked(), { channel: 'phone' }, asAgent()).case;
    expect(ask({}, back).case.infoRequests.map(({ number }) => number)).toEqual([1, 2]);
  });
});

describe('an item that is dropped', () => {
  const drop = (case_: Case, position: number, reason = 'Found elsewhere.') =>
    dropInfoItem(case_, { number: 1, itemId: itemIds(case_)[position] ?? '', reason }, asAgent());

  it('is asked no more, and its reason stays with us', () => {
    const { case: case_, facts } = drop(asked(), 0);
    expect(case_.status).toBe('awaiting_info');
    expect(case_.infoRequests[0]?.items[0]?.dropped).toEqual({ at: AT, by: 'agent_bo', reason: 'Found elsewhere.' });
    expect(facts).toEqual([{ type: 'case.info_item_dropped', number: 1, itemId: itemIds(case_)[0] }]);
    const answers = [{ itemId: itemIds(case_)[0] ?? '', answer: 'x' }];
    expect(problemsOf(() => answerInfo(case_, { number: 1, answers }, asCustomer()))).toEqual([
      '/answers/0/itemId info.unknown-item',
    ]);
  });

  it('and was the last takes the case back, like an answer', () => {
    const { case: case_, facts } = drop(answerText(asked()).case, 1);
    expect(case_).toMatchObject({ status: 'open', timers: [] });
    expect(case_.infoRequests[0]).toMatchObject({ closedAs: 'answered' });
    expect(facts.map(({ type }) => type)).toEqual(['case.info_item_dropped', 'case.info_completed']);
    expect(drop(drop(asked(), 0).case, 1).case.infoRequests[0]).toMatchObject({ closedAs: 'dropped' });
  });

  it('is refused without a reason, a second time, and when nobody asked for it', () => {
    expect(problemsOf(() => drop(asked(), 0, ' '))).toEqual(['/reason text.blank']);
    expect(codeOf(() => drop(drop(asked(), 0).case, 0))).toBe('info.not-open');
    expect(codeOf(() => drop(asked(), 9))).toBe('info.unknown-item');
  });
});

describe('a second request', () => {
  it.each([
    ['open', claimed],
    ['open', preApproved],
    ['under_review', underReview],
    ['review_complete', reviewed],
  ] as const)('restores %s once more, without anybody clearing up', (status, build) => {
    const start = { ...build(), needsAttention: false };
    const answered = (case_: Case, number: number) => {
      const answers = [{ itemId: case_.infoRequests.at(-1)?.items[0]?.itemId ?? '', answer: 'Yes.' }];
      return answerInfo(case_, { number, answers }, asCustomer()).case;
    };
    const once = answered(awaitingInfo(start), 1);
    const twice = answered(awaitingInfo(once), 2);
    for (const back of [once, twice]) {
      expect([back.status, back.stage, back.needsAttention]).toEqual([status, start.stage, false]);
      expect(back.timers).toEqual(start.timers);
      expect(back.stages.at(-1)).toEqual(start.stages.at(-1));
    }
    expect(twice.infoRequests.map(({ closedAs }) => closedAs)).toEqual(['answered', 'answered']);
  });
});

describe('the clocks', () => {
  it('go on in a stage whose clock does not pause', () => {
    const { stages } = aPlaybook();
    const playbook = aPlaybook({
      stages: { ...stages, pre_approval: { ...stages.pre_approval, pausesForCustomer: false } },
    });
    const at = '2026-03-05T09:00:00.000Z';
    const { case: back } = receiveInfo(asked(), { channel: 'phone' }, asAgent({ at, playbook }));
    expect([back.stages.at(-1)?.dueAt, back.expectedAt]).toEqual([
      '2026-03-06T09:00:00.000Z',
      '2026-05-01T09:00:00.000Z',
    ]);
    const paused = (with_: typeof playbook) =>
      progress(asked(), with_, aCaller(), AT)
        .stages.filter((stage) => stage.paused)
        .map(({ stage }) => stage);
    expect([paused(playbook), paused(aPlaybook())]).toEqual([[], ['pre_approval']]);
  });

  it('stand still while the customer is asked', () => {
    const before = claimed();
    expect(before.stages.at(-1)?.dueAt).toBe('2026-03-06T09:00:00.000Z');
    const { case: back } = receiveInfo(asked(), { channel: 'phone' }, asAgent({ at: '2026-03-05T09:00:00.000Z' }));
    // Two business days after Friday, 6 March: Tuesday.
    expect(back.stages.at(-1)?.dueAt).toBe('2026-03-10T09:00:00.000Z');
    expect(before.expectedAt).toBe('2026-05-01T09:00:00.000Z');
    expect(back.expectedAt).toBe('2026-05-05T09:00:00.000Z');
  });

  it('do not count nights of a week end as waiting', () => {
    const onFriday = requestInfo(claimed(), REQUEST, asAgent({ at: '2026-03-06T08:00:00.000Z' })).case;
    const { case: back } = receiveInfo(onFriday, { channel: 'phone' }, asAgent({ at: '2026-03-09T08:00:00.000Z' }));
    expect(back.stages.at(-1)?.dueAt).toBe('2026-03-09T09:00:00.000Z');
  });

  it('go on where the stage does not wait for the customer', () => {
    const { stages } = aPlaybook();
    const playbook = aPlaybook({
      stages: { ...stages, pre_approval: { ...stages.pre_approval, pausesForCustomer: false } },
    });
    const s = asAgent({ at: '2026-03-05T09:00:00.000Z', playbook });
    expect(receiveInfo(asked(), { channel: 'phone' }, s).case.stages.at(-1)?.dueAt).toBe('2026-03-06T09:00:00.000Z');
  });
});

describe('silence', () => {
  const fire = (case_: Case, kind: string, onExpiry: 'task' | 'abandon' = 'task') => {
    const timer = case_.timers.find((one) => one.kind === kind);
    const { infoRequest } = aPlaybook();
    const playbook = aPlaybook({ infoRequest: { ...infoRequest, onExpiry } });
    return fireTimer(case_, timer!, asSystem({ at: timer!.dueAt, playbook }));
  };

  it('is answered by reminders, the last of which says so', () => {
    const first = fire(asked(), 'info_reminder');
    expect(first.facts).toMatchObject([{ type: 'case.info_reminded', number: 1, reminder: 1, last: false }]);
    const second = fire(first.case, 'info_reminder');
    expect(second.facts).toMatchObject([{ type: 'case.info_reminded', number: 1, reminder: 2, last: true }]);
    expect(second.case.timers.map(({ kind }) => kind)).toEqual(['info_expiry']);
    expect(second.case.infoRequests[0]?.remindersSent).toBe(2);
  });

  it('becomes a task for the owner, and the answer is still welcome', () => {
    const { case: case_, facts } = fire(asked(), 'info_expiry');
    expect(case_).toMatchObject({ status: 'awaiting_info', needsAttention: true, timers: [] });
    expect(facts).toEqual([{ type: 'case.info_expired', number: 1, policy: 'task' }]);
    const received = receiveInfo(case_, { channel: 'phone' }, asAgent()).case;
    expect(received).toMatchObject({ status: 'open', needsAttention: false });
  });

  it('ends the case where the playbook says so', () => {
    const { case: case_, facts } = fire(asked(), 'info_expiry', 'abandon');
    expect(case_).toMatchObject({ status: 'cancelled', outcome: 'abandoned', timers: [] });
    expect(case_.infoRequests[0]).toMatchObject({ closedAs: 'expired' });
    expect(facts.map(({ type }) => type)).toEqual(['case.info_expired', 'case.closed']);
  });
});
