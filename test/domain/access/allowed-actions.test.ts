import { describe, expect, it } from 'vitest';
import { allowedActions } from '../../../shared/domain/access/allowed-actions.ts';
import type { Caller } from '../../../shared/domain/access/caller.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { isPossible } from '../../../shared/domain/case/transitions.ts';
import { AT, aCaller, anAgent, aPlaybook, aSupervisor } from '../../support/a-case.ts';
import {
  CASES_BY_STATE,
  type CaseState,
  checked,
  claimed,
  closed,
  created,
  filled,
  preApproved,
  proposed,
  request,
  result,
  submitted,
  underReview,
  upload,
  withoutApproval,
} from '../../support/cases-by-state.ts';

const customer = aCaller();
const owner = anAgent();

/** `name`, or `name!code` when something is in the way. */
const shown = (case_: Case, caller: Caller, at = AT) =>
  allowedActions(case_, caller, aPlaybook(), at).map(({ name, blockedBy }) =>
    blockedBy === undefined ? name : `${name}!${blockedBy}`,
  );

const people = ['add_member', 'change_member', 'remove_member'];

describe('the actions of a customer', () => {
  it.each<readonly [CaseState, readonly string[]]>([
    [
      'draft',
      [
        'save_answers',
        'complete_step',
        'revisit_step',
        'submit',
        'discard_draft',
        'hand_over',
        'change_type',
        'add_member',
        'change_member',
        'remove_member',
        'upload_document',
        'withdraw',
        'comment',
      ],
    ],
    ['new', ['upload_document', 'withdraw', 'comment']],
    ['open/data_capture', [...people, 'upload_document', 'withdraw', 'comment']],
    ['awaiting_info/pre_approval', ['answer_info', 'upload_document', 'withdraw', 'comment']],
    ['under_review', [...people, 'upload_document', 'withdraw', 'comment']],
    ['resolved', ['upload_document', 'accept_proposal', 'reject_proposal', 'withdraw', 'comment']],
    ['resolved, accepted', ['upload_document', 'withdraw', 'comment']],
    ['closed', ['reopen']],
    ['cancelled', ['reopen']],
  ])('in %s', (state, expected) => {
    expect(shown(CASES_BY_STATE[state](), customer)).toEqual(expected);
  });

  it('include submitting an unfinished draft, and what is in the way', () => {
    expect(shown(created(), customer)).toContain('submit!case.incomplete');
  });
});

describe('the actions of the agent who owns the case', () => {
  const always = ['review_context', 'request_info', 'upload_document', 'withdraw', 'comment', 'add_work_note'];
  const ending = always.slice(3);

  it.each<readonly [CaseState, readonly string[]]>([
    [
      'open/pre_approval',
      [
        ...people,
        'review_context',
        'complete_pre_approval!approval.pending',
        'request_info',
        'upload_document',
        'restart_playbook',
        'cancel_playbook',
        ...ending,
      ],
    ],
    [
      'open/data_capture',
      [
        ...people,
        ...always.slice(0, 3),
        'run_verification',
        'submit_for_review!case.incomplete',
        'restart_playbook',
        'cancel_playbook',
        ...ending,
      ],
    ],
    [
      'awaiting_info/data_capture',
      ['review_context', 'info_received', 'drop_info_item', 'upload_document', 'cancel_playbook', ...ending],
    ],
    [
      'under_review',
      [...people, ...always.slice(0, 3), 'complete_review!review.not-settled', 'cancel_playbook', ...ending],
    ],
    ['review_complete', [...always.slice(0, 3), 'cancel_playbook', 'propose', ...ending]],
    ['open/resolve', [...always.slice(0, 3), 'restart_playbook', 'cancel_playbook', 'propose', ...ending]],
    ['resolved', ['review_context', 'upload_document', 'close!proposal.stale', 'withdraw', 'comment', 'add_work_note']],
    ['resolved, accepted', ['review_context', 'upload_document', 'close', 'withdraw', 'comment', 'add_work_note']],
    ['closed', ['add_work_note']],
  ])('in %s', (state, expected) => {
    expect(shown(CASES_BY_STATE[state](), owner)).toEqual(expected);
  });

  it('do not offer the documents that they sent themselves for a decision', () => {
    const requirementId = 'registration';
    const clean = (uploadedBy: string): Case => {
      const case_ = upload(preApproved(), requirementId);
      return { ...case_, documents: case_.documents.map((one) => ({ ...one, scan: 'clean', uploadedBy })) };
    };
    expect(shown(clean('contact_ada'), owner)).toEqual(
      expect.arrayContaining(['accept_document', 'reject_document', 'bind_document']),
    );
    expect(shown(clean(owner.personId), owner)).toEqual(
      expect.arrayContaining([
        'accept_document!document.uploader-cannot-decide',
        'reject_document!document.uploader-cannot-decide',
      ]),
    );
  });

  it('offer a decision as soon as one document is somebody else’s', () => {
    const both = upload(upload(preApproved(), 'registration'), 'registration');
    const documents = both.documents.map((one, i) => ({
      ...one,
      scan: 'clean' as const,
      uploadedBy: i === 0 ? owner.personId : 'contact_ada',
    }));
    expect(shown({ ...both, documents }, owner)).toEqual(
      expect.arrayContaining(['accept_document', 'reject_document']),
    );
  });

  it('offer a stopped file for rejection only', () => {
    const case_ = upload(preApproved(), 'registration');
    const infected: Case = { ...case_, documents: case_.documents.map((one) => ({ ...one, scan: 'infected' })) };
    expect(shown(infected, owner)).toContain('reject_document');
    expect(shown(infected, owner)).not.toContain('accept_document');
    expect(shown(infected, owner)).not.toContain('bind_document');
    expect(shown(case_, owner)).not.toContain('reject_document');
  });

  it('offer a check for judgement while there is one to judge', () => {
    const considered = [
      request('background'),
      request('credit'),
      result('background', 'consider'),
      result('credit', 'clear'),
    ].reduce((case_, step) => step(case_).case, underReview());
    expect(shown(considered, owner)).toEqual(
      expect.arrayContaining(['adjudicate_check', 'complete_review!review.not-settled']),
    );
    expect(shown(checked(), owner)).toContain('complete_review');
    expect(shown(checked(), owner)).not.toContain('adjudicate_check');
    const own = considered.checks.map((check) => ({
      ...check,
      attempts: check.attempts.map((attempt) => ({ ...attempt, requestedBy: owner.personId })),
    }));
    expect(shown({ ...considered, checks: own }, owner)).toContain(
      'adjudicate_check!check.requester-cannot-adjudicate',
    );
  });

  it('offer a judgement as soon as one check was requested by somebody else', () => {
    const steps = [
      request('background'),
      request('credit'),
      result('background', 'consider'),
      result('credit', 'consider'),
    ];
    const considered = steps.reduce((case_, step) => step(case_).case, underReview());
    const checks = considered.checks.map((check, i) => ({
      ...check,
      attempts: check.attempts.map((attempt) => ({
        ...attempt,
        requestedBy: i === 0 ? owner.personId : 'system:workflow',
      })),
    }));
    expect(shown({ ...considered, checks }, owner)).toContain('adjudicate_check');
  });

  it('do not offer a proposal on data that has changed since the review', () => {
    expect(shown({ ...CASES_BY_STATE.review_complete(), reviewDigest: 'of other data' }, owner)).toContain(
      'propose!proposal.evidence-stale',
    );
  });
});

describe('taking a case over', () => {
  const colleague = anAgent({ personId: 'agent_cy' });
  const offer = { assignee: 'agent_cy', offeredBy: 'agent_sue', offeredAt: AT, expiresAt: '2026-03-03T13:00:00.000Z' };

  it('needs the context to be read first', () => {
    expect(shown(submitted(), owner)).toContain('claim!case.context-review-required');
    const { receipts } = claimed();
    const { materialVersion } = submitted();
    const read = receipts.map((receipt) => ({ ...receipt, materialVersion }));
    expect(shown({ ...submitted(), receipts: read }, owner)).toContain('claim');
  });

  it('is nobody else’s business while it is on offer, nor once it is owned', () => {
    expect(shown({ ...submitted(), offer }, owner)).toContain('claim!case.already-claimed');
    expect(shown(claimed(), colleague).filter((action) => action.startsWith('claim'))).toEqual([]);
  });

  it('by an offer is possible until the offer runs out', () => {
    const offered = { ...submitted(), offer };
    expect(shown(offered, colleague)).toEqual(
      expect.arrayContaining(['accept_offer!case.context-review-required', 'decline_offer']),
    );
    expect(shown(offered, colleague, '2026-03-03T13:00:00.000Z')).toEqual(
      expect.arrayContaining(['accept_offer!offer.not-open', 'decline_offer!offer.not-open']),
    );
  });

  it('is for those who are in the group', () => {
    expect(shown(submitted(), aSupervisor({ groups: [] }))).toContain('claim!case.assignee-not-in-group');
  });
});

describe('a supervisor', () => {
  it('decides the pre-approval that was asked for, unless they opened the case', () => {
    expect(shown(withoutApproval(claimed()), aSupervisor())).toContain('decide_pre_approval!approval.not-open');
    expect(shown(claimed(), aSupervisor())).toContain('decide_pre_approval');
    expect(shown({ ...claimed(), openedBy: 'agent_sue' }, aSupervisor())).toContain(
      'decide_pre_approval!approval.decider-not-independent',
    );
  });
});

describe('time', () => {
  it('takes the decision away with the proposal’s last instant', () => {
    const { expiresAt } = proposed().proposals[0]!;
    expect(shown(proposed(), customer, expiresAt)).toEqual(
      expect.arrayContaining(['accept_proposal!proposal.expired', 'reject_proposal!proposal.expired']),
    );
  });

  it('lets customers reopen for 14 days and supervisors for 90', () => {
    expect(shown(closed(), customer, '2026-03-17T09:00:00.000Z')).toContain('reopen');
    expect(shown(closed(), customer, '2026-03-17T09:00:00.001Z')).toContain('reopen!case.reopen-window-over');
    expect(shown(closed(), aSupervisor(), '2026-06-01T09:00:00.000Z')).toContain('reopen');
    expect(shown(closed(), aSupervisor(), '2026-06-01T09:00:00.001Z')).toContain('reopen!case.reopen-window-over');
  });
});

describe('in every state', () => {
  const callers = [
    customer,
    owner,
    aSupervisor(),
    anAgent({ personId: 'a', roles: ['auditor'] }),
    anAgent({ personId: 'b', roles: ['admin'] }),
  ];

  it.each(Object.keys(CASES_BY_STATE) as CaseState[])('%s offers nothing that the state machine refuses', (state) => {
    const case_ = CASES_BY_STATE[state]();
    const offered = callers.flatMap((caller) => allowedActions(case_, caller, aPlaybook(), AT));
    expect(offered.length).toBeGreaterThan(0);
    expect(offered.filter(({ name }) => !isPossible(case_, name))).toEqual([]);
  });

  it.each(Object.keys(CASES_BY_STATE) as CaseState[])('%s offers auditors and administrators nothing', (state) => {
    expect(callers.slice(3).flatMap((caller) => shown(CASES_BY_STATE[state](), caller))).toEqual([]);
  });

  it('a stranger is offered nothing', () => {
    expect(shown(filled(), aCaller({ personId: 'contact_eve', accountId: 'account_evil' }))).toEqual([]);
  });
});
