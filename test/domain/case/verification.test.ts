import { describe, expect, it } from 'vitest';
import { announceUpload } from '../../../shared/domain/case/announce-upload.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { fireTimer } from '../../../shared/domain/case/fire-timer.ts';
import { receiveInfo } from '../../../shared/domain/case/receive-info.ts';
import { recordScan } from '../../../shared/domain/case/record-scan.ts';
import { runVerification } from '../../../shared/domain/case/run-verification.ts';
import { submitForReview } from '../../../shared/domain/case/submit-for-review.ts';
import { AT, aPlaybook } from '../../support/a-case.ts';
import {
  asAgent,
  asCustomer,
  asSystem,
  awaitingInfo,
  played,
  preApproved,
  prove,
  proven,
  requirementIds,
} from '../../support/cases-by-state.ts';
import { codeOf, problemsOf } from '../../support/code-of.ts';

const verify = (case_: Case, at = AT) => runVerification(case_, {}, asSystem({ at }));
const due = (case_: Case) => case_.timers.map(({ kind, dueAt, subject }) => [kind, dueAt, subject]);

describe('verifying the checklist', () => {
  it('tells the customer of everything that is missing, once, and starts the reminders', () => {
    const start = preApproved();
    const { case: case_, facts } = verify(start);
    const missing = [...requirementIds(start)].sort();
    expect(case_).toMatchObject({ status: 'open', stage: 'data_capture', needsAttention: false });
    expect(case_.verification).toMatchObject({ number: 1, at: AT, by: 'system:workflow', missing, invalid: [] });
    const deadline = { dueAt: '2026-03-23T09:00:00.000Z' };
    expect(facts).toMatchObject([{ type: 'checklist.incomplete', number: 1, missing, invalid: [], ...deadline }]);
    // Business days after Tuesday, 3 March: 14 and 3.
    expect(due(case_)).toEqual([
      ['document_expiry', '2026-03-23T09:00:00.000Z', undefined],
      ['document_reminder', '2026-03-06T09:00:00.000Z', 1],
    ]);
  });

  it('sends nothing twice for the same findings', () => {
    const { case: case_ } = verify(preApproved());
    expect(verify(case_, '2026-03-04T09:00:00.000Z').case).toBe(case_);
  });

  it('starts the reminders anew when it finds something else', () => {
    const { case: first } = verify(preApproved());
    const { case: second, facts } = verify(prove(first, 'registration'), '2026-03-05T09:00:00.000Z');
    expect(second.verification).toMatchObject({ number: 2, missing: requirementIds(first).slice(1) });
    expect(facts).toMatchObject([{ type: 'checklist.incomplete', number: 2 }]);
    expect(due(second)).toEqual([
      ['document_expiry', '2026-03-25T09:00:00.000Z', undefined],
      ['document_reminder', '2026-03-10T09:00:00.000Z', 1],
    ]);
  });

  it('counts an infected file as invalid', () => {
    const file = {
      fileName: 'a.pdf',
      mediaType: 'application/pdf',
      sizeBytes: 1,
      sha256: 'x',
      objectKey: 'documents/case_1/doc_1',
      documentId: 'doc_bad',
    };
    const case_ = played(
      preApproved(),
      (c) => announceUpload(c, { ...file, requirementId: 'registration' }, asCustomer()),
      (c) => recordScan(c, { documentId: 'doc_bad', objectVersion: 'v1', verdict: 'infected' }, asSystem()),
    );
    expect(verify(case_).case.verification).toMatchObject({ invalid: ['registration'] });
  });

  it('is content when everything is accepted, and stops the reminders', () => {
    const incomplete = verify(preApproved()).case;
    const complete = requirementIds(incomplete).reduce(prove, incomplete);
    const { case: case_, facts } = verify(complete);
    expect(facts).toMatchObject([{ type: 'checklist.verified', number: 2 }]);
    expect(case_.timers).toEqual([]);
  });
});

describe('reminders of documents', () => {
  it('come on business days 3, 7 and 12, the last one as the last', () => {
    let case_ = verify(preApproved()).case;
    const reminded: unknown[] = [];
    while (case_.timers.some(({ kind }) => kind === 'document_reminder')) {
      const timer = case_.timers.find(({ kind }) => kind === 'document_reminder');
      const decision = fireTimer(case_, timer!, asSystem({ at: timer!.dueAt }));
      reminded.push([
        timer!.dueAt,
        decision.facts[0]?.type,
        decision.facts[0]?.['reminder'],
        decision.facts[0]?.['last'],
      ]);
      case_ = decision.case;
    }
    expect(reminded).toEqual([
      ['2026-03-06T09:00:00.000Z', 'checklist.reminded', 1, false],
      ['2026-03-12T09:00:00.000Z', 'checklist.reminded', 2, false],
      ['2026-03-19T09:00:00.000Z', 'checklist.reminded', 3, true],
    ]);
    const [expiry] = case_.timers;
    const { case: expired, facts } = fireTimer(case_, expiry!, asSystem({ at: '2026-03-23T09:00:00.000Z' }));
    expect(expired).toMatchObject({ status: 'open', needsAttention: true, timers: [] });
    expect(facts).toMatchObject([{ type: 'checklist.expired' }]);
  });

  it('end the case at the deadline where the playbook says so', () => {
    const { documentDeadline } = aPlaybook();
    const playbook = aPlaybook({ documentDeadline: { ...documentDeadline, onExpiry: 'abandon' } });
    const case_ = verify(preApproved()).case;
    const expiry = case_.timers.find(({ kind }) => kind === 'document_expiry');
    const { case: ended, facts } = fireTimer(case_, expiry!, asSystem({ at: expiry!.dueAt, playbook }));
    expect(ended).toMatchObject({ status: 'cancelled', outcome: 'abandoned', timers: [] });
    expect(facts).toMatchObject([
      { type: 'checklist.expired', policy: 'abandon' },
      { type: 'case.closed', outcome: 'abandoned' },
    ]);
  });

  it('stand still while the case awaits information, and start again after it', () => {
    const waiting = awaitingInfo(verify(preApproved()).case);
    expect(waiting.timers.map(({ kind }) => kind)).toEqual(['info_expiry', 'info_reminder']);
    const at = '2026-03-09T09:00:00.000Z';
    const { case: back } = receiveInfo(waiting, { channel: 'phone' }, asAgent({ at }));
    expect(due(back)).toEqual([
      ['document_expiry', '2026-03-27T09:00:00.000Z', undefined],
      ['document_reminder', '2026-03-12T09:00:00.000Z', 1],
    ]);
    const timer = back.timers.find(({ kind }) => kind === 'document_reminder');
    const next = fireTimer(back, timer!, asSystem({ at: '2026-03-12T09:00:00.000Z' })).case;
    expect(due(next).at(-1)).toEqual(['document_reminder', '2026-03-18T09:00:00.000Z', 2]);
  });
});

describe('submitting for review', () => {
  it('is refused with every document that is not accepted', () => {
    const start = preApproved();
    expect(codeOf(() => submitForReview(start, {}, asAgent()))).toBe('case.incomplete');
    expect(problemsOf(() => submitForReview(start, {}, asAgent()))).toEqual(
      requirementIds(start).map((id) => `/requirements/${id} requirement.open`),
    );
  });

  it('begins due diligence, with a due date and without reminders', () => {
    const { case: case_, facts } = submitForReview(proven(), {}, asAgent());
    expect(case_).toMatchObject({ status: 'under_review', stage: 'due_diligence', timers: [] });
    expect(case_.stages.at(-1)).toEqual({ stage: 'due_diligence', enteredAt: AT, dueAt: '2026-03-24T09:00:00.000Z' });
    expect(facts).toMatchObject([
      { type: 'case.stage_completed', stage: 'data_capture' },
      { type: 'case.review_started' },
    ]);
  });
});
