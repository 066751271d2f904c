import { describe, expect, it } from 'vitest';
import { acceptDocument } from '../../../shared/domain/case/accept-document.ts';
import { adjudicateCheck } from '../../../shared/domain/case/adjudicate-check.ts';
import { announceUpload } from '../../../shared/domain/case/announce-upload.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { decidePreApproval } from '../../../shared/domain/case/decide-pre-approval.ts';
import { recordCheckResult } from '../../../shared/domain/case/record-check-result.ts';
import { recordPreApproval } from '../../../shared/domain/case/record-pre-approval.ts';
import { recordScan } from '../../../shared/domain/case/record-scan.ts';
import { rejectDocument } from '../../../shared/domain/case/reject-document.ts';
import { runVerification } from '../../../shared/domain/case/run-verification.ts';
import { timeOutCheck } from '../../../shared/domain/case/time-out-check.ts';
import type { Playbook } from '../../../shared/domain/playbook/playbook.ts';
import { planNext } from '../../../shared/domain/workflow/plan-next.ts';
import { AT, aPlaybook } from '../../support/a-case.ts';
import {
  accepted,
  asAgent,
  asCustomer,
  asSupervisor,
  asSystem,
  awaitingInfo,
  CASES_BY_STATE,
  type CaseState,
  claimed,
  played,
  preApproved,
  prove,
  proven,
  request,
  requirementIds,
  result,
  type Step,
  underReview,
  withoutApproval,
} from '../../support/cases-by-state.ts';

/** `kind item#attempt …` */
function plan(case_: Case, playbook: Playbook = aPlaybook(), at = AT): string {
  const { kind, items } = planNext(case_, playbook, at);
  return [kind, ...items.map(({ item, attempt }) => (attempt === undefined ? item : `${item}#${attempt}`))].join(' ');
}

const recorded: Step = (c) => recordPreApproval(c, {}, asSystem());
const verified: Step = (c) => runVerification(c, {}, asSystem());

describe('the next thing to do with a case', () => {
  const PLANS: Readonly<Record<CaseState, string>> = {
    draft: 'finish',
    new: 'await_agent claim',
    'open/initiate': 'await_agent claim',
    'open/pre_approval': 'await_agent decide_pre_approval',
    'open/data_capture': 'verify_checklist',
    'open/resolve': 'await_agent propose',
    'awaiting_info/pre_approval': 'await_customer info_request.1',
    'awaiting_info/data_capture': 'await_customer info_request.1',
    'awaiting_info/due_diligence': 'await_customer info_request.1',
    'awaiting_info/resolve': 'await_customer info_request.1',
    under_review: 'run_checks background#1 credit#1',
    review_complete: 'await_agent propose',
    resolved: 'await_customer proposal.1',
    'resolved, accepted': 'await_agent close',
    closed: 'finish',
    cancelled: 'finish',
  };
  it.each(Object.entries(PLANS))('in %s is %s', (state, expected) => {
    expect(plan(CASES_BY_STATE[state as CaseState]())).toBe(expected);
  });

  it('is to open pre-approval where the case was taken over without its record', () => {
    expect(plan(withoutApproval(claimed()))).toBe('pre_approve');
    expect(plan(played(withoutApproval(claimed()), recorded))).toBe('await_agent decide_pre_approval');
  });

  it('is to wait for the owner once the approval is given', () => {
    const decide =
      (approval: 'approved' | 'rejected'): Step =>
      (c) =>
        decidePreApproval(c, { approval, reason: 'So be it' }, asSupervisor());
    expect(plan(played(claimed(), decide('approved')))).toBe('await_agent complete_pre_approval');
    expect(plan(played(claimed(), decide('rejected')))).toBe('await_agent decide_pre_approval');
    const s = asSystem({ playbook: aPlaybook({ preApproval: 'not_required' }) });
    expect(plan(recordPreApproval(withoutApproval(claimed()), {}, s).case)).toBe('await_agent complete_pre_approval');
  });

  it('is to close an accepted case where the playbook closes on acceptance', () => {
    expect(plan(accepted(), aPlaybook({ closeOnAccept: true }))).toBe('close_case');
  });

  it('refuses to plan for a case that cannot be', () => {
    expect(() => plan({ ...claimed(), stage: 'due_diligence' })).toThrow(/no case is open/);
    expect(() => plan({ ...awaitingInfo(), infoRequests: [] })).toThrow(/no open request/);
  });
});

describe('in data capture the next thing', () => {
  const file = {
    fileName: 'a.pdf',
    mediaType: 'application/pdf',
    sizeBytes: 1,
    sha256: 'x',
    objectKey: 'documents/case_1/doc_1',
    documentId: 'doc_new',
  };
  const upload: Step = (c) => announceUpload(c, { ...file, requirementId: 'registration' }, asCustomer());
  const attach: Step = (c) => announceUpload(c, file, asCustomer());
  const scan =
    (verdict: 'clean' | 'infected'): Step =>
    (c) =>
      recordScan(c, { documentId: 'doc_new', objectVersion: 'v1', verdict }, asSystem());
  const waiting = () => played(preApproved(), verified);

  it('is the customer, after the verification has told what is missing', () => {
    expect(plan(waiting())).toBe('await_customer documents');
  });

  it('stays the customer while what has come in waits for staff, so that nobody is told twice', () => {
    expect(plan(played(waiting(), upload))).toBe('await_customer documents');
    expect(plan(played(waiting(), upload, scan('clean')))).toBe('await_customer documents');
    expect(plan(played(waiting(), attach, scan('clean')))).toBe('await_customer documents');
  });

  it('is a verification as soon as staff have decided, either way, or the scan has stopped it', () => {
    const came = played(waiting(), upload, scan('clean'));
    expect(plan(played(came, (c) => acceptDocument(c, { documentId: 'doc_new' }, asAgent())))).toBe('verify_checklist');
    const rejected = played(came, (c) => rejectDocument(c, { documentId: 'doc_new', reason: 'blurry' }, asAgent()));
    expect(plan(rejected)).toBe('verify_checklist');
    expect(plan(played(rejected, verified))).toBe('await_customer documents');
    expect(plan(played(waiting(), upload, scan('infected')))).toBe('verify_checklist');
  });

  it('is the first verification at once where something is owed, whatever waits for staff', () => {
    const early = played(preApproved(), upload, scan('clean'));
    expect(plan(early)).toBe('verify_checklist');
    expect(plan(played(early, verified))).toBe('await_customer documents');
  });

  it('waits for a scan that is under way', () => {
    const uploaded = played(waiting(), upload);
    const scanning = {
      ...uploaded,
      documents: uploaded.documents.map((one) => ({ ...one, scan: 'scanning' as const })),
    };
    expect(plan(scanning)).toBe('await_customer documents');
  });

  it('is staff when everything has come and some of it waits for them', () => {
    const start = waiting();
    const [first = '', ...rest] = requirementIds(start);
    const almost = rest.reduce(prove, start);
    const all = played(
      almost,
      (c) => announceUpload(c, { ...file, requirementId: first }, asCustomer()),
      scan('clean'),
    );
    expect(plan(all)).toBe('await_agent accept_document');
  });

  it('is to submit for review when the verification is content', () => {
    expect(plan(proven())).toBe('verify_checklist');
    expect(plan(played(proven(), verified))).toBe('await_agent submit_for_review');
  });

  it('is a verification when an accepted document has expired by now', () => {
    const start = waiting();
    const accepted_ = played(start, upload, scan('clean'), (c) =>
      acceptDocument(c, { documentId: 'doc_new', expiresDate: '2026-04-01' }, asAgent()),
    );
    const rest = requirementIds(start).slice(1).reduce(prove, accepted_);
    const settled = played(rest, verified);
    expect(plan(settled, aPlaybook(), '2026-04-01T23:00:00.000Z')).toBe('await_agent submit_for_review');
    expect(plan(settled, aPlaybook(), '2026-04-02T00:00:00.000Z')).toBe('verify_checklist');
  });
});

describe('in due diligence the next thing', () => {
  const both = () => played(underReview(), request('background'), request('credit'));

  it('is every check without a result, those under way included', () => {
    expect(plan(both())).toBe('run_checks background#1 credit#1');
    expect(plan(played(both(), result('background', 'clear')))).toBe('run_checks credit#1');
  });

  it('is the checks still, while one of them awaits judgement already', () => {
    expect(plan(played(both(), result('background', 'consider')))).toBe('run_checks credit#1');
  });

  it('is the judgement, and then the completion', () => {
    const considered = played(both(), result('background', 'consider'), result('credit', 'clear'));
    expect(plan(considered)).toBe('await_agent adjudicate_check');
    const judge: Step = (c) =>
      adjudicateCheck(c, { checkId: 'background', verdict: 'false_positive', note: 'No' }, asAgent());
    expect(plan(played(considered, judge))).toBe('complete_review');
    expect(plan(played(considered, judge), aPlaybook({ reviewCompletion: 'reviewer' }))).toBe(
      'await_agent complete_review',
    );
  });

  it('is a person when a provider could not tell whom it looked at', () => {
    expect(plan(played(both(), result('background', 'unidentified'), result('credit', 'clear')))).toBe(
      'await_agent complete_review',
    );
  });

  it('is staff when a check has failed', () => {
    const clear = played(both(), result('credit', 'clear'));
    const at = '2026-03-05T09:00:00.000Z';
    const timedOut = timeOutCheck(clear, { checkId: 'background', attempt: 1 }, asSystem({ at })).case;
    expect(plan(timedOut)).toBe('await_agent check_failure');
    const error = {
      checkId: 'background',
      attempt: 1,
      providerEventId: 'e',
      occurredAt: AT,
      status: 'error',
      reasons: [],
    } as const;
    expect(plan(recordCheckResult(clear, error, asSystem()).case)).toBe('await_agent check_failure');
  });

  it('is the next attempt of a check of other data', () => {
    const other = { ...CASES_BY_STATE.under_review(), checks: CASES_BY_STATE.review_complete().checks };
    expect(plan(other)).toBe('run_checks background#2 credit#2');
  });

  it('does not wait for a check that is not required, though it runs along', () => {
    const [background, credit] = aPlaybook().checks;
    const playbook = aPlaybook({ checks: [{ ...background!, required: false }, credit!] });
    expect(plan(both(), playbook)).toBe('run_checks background#1 credit#1');
    expect(plan(played(both(), result('credit', 'clear')), playbook)).toBe('complete_review');
  });

  it('is the completion when the playbook has no checks', () => {
    expect(plan(underReview(), aPlaybook({ checks: [] }))).toBe('complete_review');
  });
});
