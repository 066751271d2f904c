import { acceptDocument } from '../../shared/domain/case/accept-document.ts';
import { acceptOffer } from '../../shared/domain/case/accept-offer.ts';
import { acceptProposal } from '../../shared/domain/case/accept-proposal.ts';
import { addComment } from '../../shared/domain/case/add-comment.ts';
import { addMember } from '../../shared/domain/case/add-member.ts';
import { addWorkNote } from '../../shared/domain/case/add-work-note.ts';
import { adjudicateCheck } from '../../shared/domain/case/adjudicate-check.ts';
import { announceUpload } from '../../shared/domain/case/announce-upload.ts';
import { answerInfo } from '../../shared/domain/case/answer-info.ts';
import { bindDocument } from '../../shared/domain/case/bind-document.ts';
import { cancelPlaybook } from '../../shared/domain/case/cancel-playbook.ts';
import type { Case } from '../../shared/domain/case/case.ts';
import { changeMember } from '../../shared/domain/case/change-member.ts';
import { changeType } from '../../shared/domain/case/change-type.ts';
import { claimCase } from '../../shared/domain/case/claim-case.ts';
import { closeCase } from '../../shared/domain/case/close-case.ts';
import { completePreApproval } from '../../shared/domain/case/complete-pre-approval.ts';
import { completeReview } from '../../shared/domain/case/complete-review.ts';
import { completeStep } from '../../shared/domain/case/complete-step.ts';
import { completeTask } from '../../shared/domain/case/complete-task.ts';
import { approveException, refuseException } from '../../shared/domain/case/decide-exception.ts';
import { decidePreApproval } from '../../shared/domain/case/decide-pre-approval.ts';
import { declineOffer } from '../../shared/domain/case/decline-offer.ts';
import { discardDraft } from '../../shared/domain/case/discard-draft.ts';
import { dropInfoItem } from '../../shared/domain/case/drop-info-item.ts';
import { handOver } from '../../shared/domain/case/hand-over.ts';
import { insertTask } from '../../shared/domain/case/insert-task.ts';
import { makeProposal } from '../../shared/domain/case/make-proposal.ts';
import { migrateCase } from '../../shared/domain/case/migrate-case.ts';
import { offerCase } from '../../shared/domain/case/offer-case.ts';
import { receiveInfo } from '../../shared/domain/case/receive-info.ts';
import { recordPreApproval } from '../../shared/domain/case/record-pre-approval.ts';
import { rejectDocument } from '../../shared/domain/case/reject-document.ts';
import { rejectProposal } from '../../shared/domain/case/reject-proposal.ts';
import { removeMember } from '../../shared/domain/case/remove-member.ts';
import { reopenCase } from '../../shared/domain/case/reopen-case.ts';
import { replacedOf } from '../../shared/domain/case/replaced.ts';
import { requestCheck } from '../../shared/domain/case/request-check.ts';
import { requestException } from '../../shared/domain/case/request-exception.ts';
import { requestInfo } from '../../shared/domain/case/request-info.ts';
import { restartPlaybook } from '../../shared/domain/case/restart-playbook.ts';
import { reuseDocument } from '../../shared/domain/case/reuse-document.ts';
import { revertMigration } from '../../shared/domain/case/revert-migration.ts';
import { reviewContext } from '../../shared/domain/case/review-context.ts';
import { revisitStep } from '../../shared/domain/case/revisit-step.ts';
import { runVerification } from '../../shared/domain/case/run-verification.ts';
import { saveAnswers } from '../../shared/domain/case/save-answers.ts';
import { skipTask } from '../../shared/domain/case/skip-task.ts';
import { submitCase } from '../../shared/domain/case/submit-case.ts';
import { submitForReview } from '../../shared/domain/case/submit-for-review.ts';
import type { TRANSITIONS } from '../../shared/domain/case/transitions.ts';
import { withdrawCase } from '../../shared/domain/case/withdraw-case.ts';
import { withdrawException } from '../../shared/domain/case/withdraw-exception.ts';
import { aPlaybook } from './a-case.ts';
import {
  asAgent,
  asCustomer,
  asSupervisor,
  asSystem,
  DIRECTOR,
  PROPOSAL,
  type Step,
  withoutApproval,
} from './cases-by-state.ts';

const PDF = {
  fileName: 'a.pdf',
  mediaType: 'application/pdf',
  sizeBytes: 1,
  sha256: 'x',
  objectKey: 'documents/case_1/doc_1',
};

/** Every command, with an input that is as right as it can be in whatever state the case is. */
export const COMMANDS: Readonly<Record<Exclude<keyof typeof TRANSITIONS, 'create_case'>, Step>> = {
  save_answers: (c) => saveAnswers(c, { stepId: 'details', answers: { legalName: 'Other Ltd' } }, asCustomer()),
  complete_step: (c) => completeStep(c, { stepId: 'review' }, asCustomer()),
  revisit_step: (c) => revisitStep(c, { stepId: 'details' }, asCustomer()),
  submit: (c) => submitCase(c, { materialVersion: c.materialVersion }, asCustomer()),
  discard_draft: (c) => discardDraft(c, {}, asCustomer()),
  hand_over: (c) => handOver(c, { to: 'staff' }, asCustomer()),
  change_type: (c) => changeType(c, { type: 'other-account', to: aPlaybook({ id: 'other-account' }) }, asCustomer()),
  migrate: (c) =>
    migrateCase(c, { migrationId: 'mig_1', to: aPlaybook({ version: 2 }), startedBy: 'admin_1' }, asSystem()),
  revert_migration: (c) => {
    const step = { migrationId: 'mig_1', startedBy: 'admin_1' };
    return revertMigration(c, { ...step, replaced: replacedOf(c, c) }, asSystem());
  },
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
  drop_info_item: (c) => dropInfoItem(c, { number: 1, itemId: firstItem(c), reason: 'Found elsewhere' }, asAgent()),
  info_received: (c) => receiveInfo(c, { channel: 'phone' }, asAgent()),
  upload_document: (c) => announceUpload(c, PDF, asCustomer()),
  bind_document: (c) => bindDocument(c, { documentId: 'doc_0', requirementId: 'registration' }, asAgent()),
  accept_document: (c) => acceptDocument(c, { documentId: 'doc_0' }, asAgent()),
  reject_document: (c) => rejectDocument(c, { documentId: 'doc_0', reason: 'blurry' }, asAgent()),
  reuse_document: (c) =>
    reuseDocument(c, { requirementId: 'registration', documentId: 'doc_9' }, undefined, asCustomer()),
  request_waiver: (c) =>
    requestException(c, { requirementId: 'registration', decision: 'waived', reason: 'Known' }, asAgent()),
  approve_waiver: (c) => approveException(c, { requirementId: 'registration', decision: 'waived' }, asSupervisor()),
  refuse_waiver: (c) =>
    refuseException(c, { requirementId: 'registration', decision: 'waived', reason: 'No' }, asSupervisor()),
  withdraw_waiver: (c) => withdrawException(c, { requirementId: 'registration', decision: 'waived' }, asAgent()),
  request_deferral: (c) =>
    requestException(
      c,
      { requirementId: 'registration', decision: 'deferred', reason: 'Abroad', untilDate: '2026-04-01' },
      asAgent(),
    ),
  approve_deferral: (c) => approveException(c, { requirementId: 'registration', decision: 'deferred' }, asSupervisor()),
  refuse_deferral: (c) =>
    refuseException(c, { requirementId: 'registration', decision: 'deferred', reason: 'No' }, asSupervisor()),
  withdraw_deferral: (c) => withdrawException(c, { requirementId: 'registration', decision: 'deferred' }, asAgent()),
  run_verification: (c) => runVerification(c, {}, asSystem()),
  submit_for_review: (c) => submitForReview(c, {}, asAgent()),
  request_check: (c) => requestCheck({ ...c, checks: [] }, { checkId: 'background', attempt: 1 }, asSystem()),
  adjudicate_check: (c) =>
    adjudicateCheck(c, { checkId: 'background', verdict: 'false_positive', note: 'Namesake' }, asAgent()),
  complete_review: (c) => completeReview(c, {}, asSystem()),
  complete_task: (c) => completeTask(c, { taskId: 'call' }, asAgent()),
  skip_task: (c) => skipTask(c, { taskId: 'call', reason: 'No need' }, asAgent()),
  insert_task: (c) => insertTask(c, { taskId: 'visit' }, asAgent()),
  restart_playbook: (c) => restartPlaybook(c, { reason: 'Once more' }, asAgent()),
  cancel_playbook: (c) => cancelPlaybook(c, { reason: 'By hand' }, asAgent()),
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
const firstMember = ({ members }: Case): string => members[0]?.memberId ?? '';
const firstItem = ({ infoRequests }: Case): string => infoRequests[0]?.items[0]?.itemId ?? '';
