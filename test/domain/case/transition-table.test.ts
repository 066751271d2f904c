import { describe, expect, it } from 'vitest';
import { acceptDocument } from '../../../shared/domain/case/accept-document.ts';
import { acceptOffer } from '../../../shared/domain/case/accept-offer.ts';
import { acceptProposal } from '../../../shared/domain/case/accept-proposal.ts';
import { addComment } from '../../../shared/domain/case/add-comment.ts';
import { addMember } from '../../../shared/domain/case/add-member.ts';
import { addWorkNote } from '../../../shared/domain/case/add-work-note.ts';
import { adjudicateCheck } from '../../../shared/domain/case/adjudicate-check.ts';
import { announceUpload } from '../../../shared/domain/case/announce-upload.ts';
import { answerInfo } from '../../../shared/domain/case/answer-info.ts';
import { bindDocument } from '../../../shared/domain/case/bind-document.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { changeMember } from '../../../shared/domain/case/change-member.ts';
import { claimCase } from '../../../shared/domain/case/claim-case.ts';
import { closeCase } from '../../../shared/domain/case/close-case.ts';
import { completePreApproval } from '../../../shared/domain/case/complete-pre-approval.ts';
import { completeReview } from '../../../shared/domain/case/complete-review.ts';
import { completeStep } from '../../../shared/domain/case/complete-step.ts';
import { decidePreApproval } from '../../../shared/domain/case/decide-pre-approval.ts';
import { declineOffer } from '../../../shared/domain/case/decline-offer.ts';
import { makeProposal } from '../../../shared/domain/case/make-proposal.ts';
import { offerCase } from '../../../shared/domain/case/offer-case.ts';
import { receiveInfo } from '../../../shared/domain/case/receive-info.ts';
import { recordPreApproval } from '../../../shared/domain/case/record-pre-approval.ts';
import { rejectDocument } from '../../../shared/domain/case/reject-document.ts';
import { rejectProposal } from '../../../shared/domain/case/reject-proposal.ts';
import { removeMember } from '../../../shared/domain/case/remove-member.ts';
import { reopenCase } from '../../../shared/domain/case/reopen-case.ts';
import { requestCheck } from '../../../shared/domain/case/request-check.ts';
import { requestInfo } from '../../../shared/domain/case/request-info.ts';
import { reviewContext } from '../../../shared/domain/case/review-context.ts';
import { revisitStep } from '../../../shared/domain/case/revisit-step.ts';
import { runVerification } from '../../../shared/domain/case/run-verification.ts';
import { saveAnswers } from '../../../shared/domain/case/save-answers.ts';
import { submitCase } from '../../../shared/domain/case/submit-case.ts';
import { submitForReview } from '../../../shared/domain/case/submit-for-review.ts';
import { TRANSITIONS } from '../../../shared/domain/case/transitions.ts';
import { withdrawCase } from '../../../shared/domain/case/withdraw-case.ts';
import { DomainError } from '../../../shared/domain/errors.ts';
import {
  asAgent,
  asCustomer,
  asSupervisor,
  asSystem,
  CASES_BY_STATE,
  type CaseState,
  DIRECTOR,
  PROPOSAL,
  type Step,
} from '../../support/cases-by-state.ts';

const PDF = { fileName: 'a.pdf', mediaType: 'application/pdf', sizeBytes: 1, sha256: 'x' };

/** Every command, with an input that is as right as it can be in whatever state the case is. */
const COMMANDS: Readonly<Record<Exclude<keyof typeof TRANSITIONS, 'create_case'>, Step>> = {
  save_answers: (c) => saveAnswers(c, { stepId: 'details', answers: { legalName: 'Other Ltd' } }, asCustomer()),
  complete_step: (c) => completeStep(c, { stepId: 'review' }, asCustomer()),
  revisit_step: (c) => revisitStep(c, { stepId: 'details' }, asCustomer()),
  submit: (c) => submitCase(c, { materialVersion: c.materialVersion }, asCustomer()),
  add_member: (c) => addMember(c, DIRECTOR, asCustomer()),
  change_member: (c) => changeMember(c, { memberId: firstMember(c), name: 'Eve' }, asCustomer()),
  remove_member: (c) => removeMember(c, { memberId: firstMember(c) }, asCustomer()),
  review_context: (c) => reviewContext(c, { materialVersion: c.materialVersion }, asAgent()),
  offer: (c) => offerCase(c, { assignee: 'agent_bo', assigneeGroups: ['onboarding'] }, asSupervisor()),
  claim: (c) => claimCase({ ...c, ...unowned }, {}, asAgent()),
  accept_offer: (c) => acceptOffer(c, {}, asAgent()),
  decline_offer: (c) => declineOffer(c, { reason: 'Busy' }, asAgent()),
  record_pre_approval: (c) => recordPreApproval(withoutApproval(c), {}, asSystem()),
  decide_pre_approval: (c) => decidePreApproval(c, { approval: 'approved' }, asSupervisor()),
  complete_pre_approval: (c) => completePreApproval(c, { customerConfirmed: false }, asAgent()),
  request_info: (c) => requestInfo(c, { items: [{ label: 'A', kind: 'text' }], message: 'B' }, asAgent()),
  answer_info: (c) => answerInfo(c, { number: 1, answers: [] }, asCustomer()),
  info_received: (c) => receiveInfo(c, { channel: 'phone' }, asAgent()),
  upload_document: (c) => announceUpload(c, PDF, asCustomer()),
  bind_document: (c) => bindDocument(c, { documentId: 'doc_0', requirementId: 'registration' }, asAgent()),
  accept_document: (c) => acceptDocument(c, { documentId: 'doc_0' }, asAgent()),
  reject_document: (c) => rejectDocument(c, { documentId: 'doc_0', reason: 'blurry' }, asAgent()),
  run_verification: (c) => runVerification(c, {}, asSystem()),
  submit_for_review: (c) => submitForReview(c, {}, asAgent()),
  request_check: (c) => requestCheck({ ...c, checks: [] }, { checkId: 'background', attempt: 1 }, asSystem()),
  adjudicate_check: (c) =>
    adjudicateCheck(c, { checkId: 'background', verdict: 'false_positive', note: 'Namesake' }, asAgent()),
  complete_review: (c) => completeReview(c, {}, asSystem()),
  propose: (c) =>
    makeProposal(c, { ...PROPOSAL, terms: { limit: 2000 }, addressesFeedback: c.rejections > 0 ? [1] : [] }, asAgent()),
  accept_proposal: (c) => acceptProposal(c, { number: 1 }, asCustomer()),
  reject_proposal: (c) => rejectProposal(c, { number: 1, reasonCode: 'terms', feedback: 'No' }, asCustomer()),
  close: (c) => closeCase(c, { resolutionCode: 'x', resolutionNotes: 'y' }, asAgent()),
  withdraw: (c) => withdrawCase(c, { reason: 'Why not' }, asCustomer()),
  reopen: (c) => reopenCase(c, { reason: 'Why not' }, asCustomer()),
  comment: (c) => addComment(c, {}, asCustomer()),
  add_work_note: (c) => addWorkNote(c, {}, asAgent()),
};
const unowned = { assignee: undefined } as unknown as Partial<Case>;
const withoutApproval = ({ preApproval: _, ...rest }: Case): Case => rest;
const firstMember = ({ members }: Case): string => members[0]?.memberId ?? '';

const LIVE = [
  'draft',
  'new',
  'open/initiate',
  'open/pre_approval',
  'open/data_capture',
  'open/resolve',
  'awaiting_info/pre_approval',
  'awaiting_info/data_capture',
  'awaiting_info/due_diligence',
  'awaiting_info/resolve',
  'under_review',
  'review_complete',
  'resolved',
  'resolved, accepted',
] as const;
const AWAITING = LIVE.filter((state) => state.startsWith('awaiting_info'));
const OPEN = LIVE.filter((state) => state.startsWith('open'));
const OWNED = [...OPEN, ...AWAITING, 'under_review', 'review_complete'] as const;

/** Where each action is possible at all; everywhere else it is refused. */
const POSSIBLE: Readonly<Record<keyof typeof COMMANDS, readonly CaseState[]>> = {
  save_answers: ['draft'],
  complete_step: ['draft'],
  revisit_step: ['draft'],
  submit: ['draft'],
  add_member: ['draft'],
  change_member: ['draft'],
  remove_member: ['draft'],
  review_context: LIVE.filter((state) => state !== 'draft'),
  offer: ['new'],
  claim: ['new', ...OPEN],
  accept_offer: ['new'],
  decline_offer: ['new'],
  record_pre_approval: ['open/pre_approval'],
  decide_pre_approval: ['open/pre_approval', 'awaiting_info/pre_approval'],
  complete_pre_approval: ['open/pre_approval'],
  request_info: [...OPEN, 'under_review', 'review_complete'],
  answer_info: AWAITING,
  info_received: AWAITING,
  upload_document: LIVE,
  bind_document: LIVE,
  accept_document: OWNED,
  reject_document: OWNED,
  run_verification: ['open/data_capture'],
  submit_for_review: ['open/data_capture'],
  request_check: ['under_review'],
  adjudicate_check: ['under_review'],
  complete_review: ['under_review'],
  propose: ['review_complete', 'open/resolve'],
  accept_proposal: ['resolved', 'resolved, accepted'],
  reject_proposal: ['resolved', 'resolved, accepted'],
  close: ['resolved', 'resolved, accepted'],
  withdraw: LIVE,
  reopen: ['closed', 'cancelled'],
  comment: [...LIVE, 'closed', 'cancelled'],
  add_work_note: [...LIVE, 'closed', 'cancelled'],
};

/** Where it ends, for the actions that move the case; undefined when the guard that is tried out refuses it. */
const MOVES: Readonly<Partial<Record<`${CaseState}: ${keyof typeof COMMANDS}`, string>>> = {
  'draft: submit': 'new/initiate',
  'new: claim': 'case.context-review-required',
  'new: accept_offer': 'offer.not-open',
  'open/initiate: claim': 'case.context-review-required',
  'open/pre_approval: complete_pre_approval': 'approval.pending',
  'open/pre_approval: decide_pre_approval': 'approval.not-open',
  'open/initiate: request_info': 'awaiting_info/initiate',
  'open/pre_approval: request_info': 'awaiting_info/pre_approval',
  'open/data_capture: request_info': 'awaiting_info/data_capture',
  'open/resolve: request_info': 'awaiting_info/resolve',
  'under_review: request_info': 'awaiting_info/due_diligence',
  'review_complete: request_info': 'awaiting_info/resolve',
  'awaiting_info/pre_approval: info_received': 'open/pre_approval',
  'awaiting_info/data_capture: info_received': 'open/data_capture',
  'awaiting_info/due_diligence: info_received': 'under_review/due_diligence',
  'awaiting_info/resolve: info_received': 'review_complete/resolve',
  'open/data_capture: submit_for_review': 'case.incomplete',
  'under_review: complete_review': 'review.not-settled',
  'review_complete: propose': 'resolved/resolve',
  'open/resolve: propose': 'resolved/resolve',
  'resolved: accept_proposal': 'resolved/resolve',
  'resolved: reject_proposal': 'open/resolve',
  'resolved: close': 'proposal.stale',
  'resolved, accepted: accept_proposal': 'proposal.stale',
  'resolved, accepted: reject_proposal': 'proposal.stale',
  'resolved, accepted: close': 'closed/close',
  'draft: withdraw': 'cancelled/initiate',
  'new: withdraw': 'cancelled/initiate',
  'under_review: withdraw': 'cancelled/due_diligence',
  'resolved: withdraw': 'cancelled/resolve',
  'closed: reopen': 'open/resolve',
  'cancelled: reopen': 'open/initiate',
};

/** `status/stage` after the command, or the code of its refusal. */
function outcome(command: Step, case_: Case): string {
  try {
    const { status, stage } = command(case_).case;
    return `${status}/${stage}`;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

const states = Object.keys(CASES_BY_STATE) as readonly CaseState[];
const actions = Object.keys(COMMANDS) as readonly (keyof typeof COMMANDS)[];

describe('the table of transitions', () => {
  it('has exactly the actions that are tried here, and creation', () => {
    expect(Object.keys(TRANSITIONS).sort()).toEqual([...actions, 'create_case'].sort());
  });

  it.each(states)('builds a case that is what it is called: %s', (state) => {
    const { status, stage, proposals } = CASES_BY_STATE[state]();
    const [expected = '', accepted] = state.split(', ');
    expect(`${status}/${stage}`.startsWith(expected)).toBe(true);
    expect(proposals.at(-1)?.status === 'accepted' && status === 'resolved').toBe(accepted !== undefined);
  });

  for (const action of actions) {
    it.each(states)(`${action} is refused unless it is in the table: %s`, (state) => {
      const refused = outcome(COMMANDS[action], CASES_BY_STATE[state]()) === 'case.transition-not-allowed';
      expect(refused).toBe(!POSSIBLE[action].includes(state));
    });
  }

  it.each(Object.entries(MOVES))('%s comes to %s', (key, expected) => {
    const [state, action] = key.split(': ') as [CaseState, keyof typeof COMMANDS];
    expect(outcome(COMMANDS[action], CASES_BY_STATE[state]())).toBe(expected);
  });

  it('says what was refused, and where', () => {
    const refusal = (() => {
      try {
        return COMMANDS.propose(CASES_BY_STATE['open/pre_approval']());
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toMatchObject({
      code: 'case.transition-not-allowed',
      facts: { status: 'open', stage: 'pre_approval', action: 'propose' },
    });
  });
});
