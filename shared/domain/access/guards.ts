import { addDays } from '../calendar.ts';
import type { Case, CaseDocument, Instant } from '../case/case.ts';
import { awaitsJudgement, type CheckState, checkStates, hasFailed, isPending } from '../case/check-states.ts';
import { dataDigest } from '../case/data-digest.ts';
import { isInsertable } from '../case/insert-task.ts';
import { isGuided } from '../case/playbook-runs.ts';
import { CUSTOMER_REOPEN_DAYS, SUPERVISOR_REOPEN_DAYS } from '../case/reopen-case.ts';
import { documentProblems } from '../case/require-documents.ts';
import { currentReceipt } from '../case/review-context.ts';
import { isOpen, maySkip } from '../case/skip-task.ts';
import { hasOpenTasks, type TaskState, taskStates } from '../case/task-states.ts';
import type { DomainErrorCode } from '../errors.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { stepStates } from '../playbook/step-states.ts';
import { isDocumentVisible, viewerOf } from '../requirements/viewer.ts';
import type { CommandAction } from './actions.ts';
import type { Caller } from './caller.ts';
import { canReuse, EXCEPTION_GUARDS } from './exception-guards.ts';

export interface Attempt {
  readonly case: Case;
  readonly caller: Caller;
  readonly playbook: Playbook;
  readonly at: Instant;
}

/** `free`: nothing in the way. `pointless`: there is nothing that the action could be about. */
export type Guard = (attempt: Attempt) => DomainErrorCode | 'free' | 'pointless';

/** What can be told of a command's outcome without its input. The commands themselves decide; these only foretell. */
export const GUARDS: Readonly<Partial<Record<CommandAction, Guard>>> = {
  submit: isComplete,
  claim: canClaim,
  accept_offer: (attempt) => (isOfferOpen(attempt) ? canTakeOver(attempt) : 'offer.not-open'),
  decline_offer: (attempt) => (isOfferOpen(attempt) ? 'free' : 'offer.not-open'),
  decide_pre_approval: canDecideApproval,
  complete_pre_approval: canCompletePreApproval,
  bind_document: (attempt) => (visibleDocuments(attempt).some(isBindable) ? 'free' : 'pointless'),
  accept_document: (attempt) => canDecideOn(attempt, isAcceptable),
  reject_document: (attempt) => canDecideOn(attempt, isRejectable),
  reuse_document: canReuse,
  ...EXCEPTION_GUARDS,
  submit_for_review: hasDocuments,
  adjudicate_check: canAdjudicate,
  complete_review: canCompleteReview,
  complete_task: ({ case: case_, playbook }) => (taskStates(case_, playbook).some(isDoable) ? 'free' : 'pointless'),
  skip_task: canSkip,
  insert_task: ({ case: case_, playbook }) =>
    taskStates(case_, playbook).some((task) => isInsertable(task, case_, playbook)) ? 'free' : 'pointless',
  cancel_playbook: ({ case: case_ }) => (isGuided(case_) ? 'free' : 'playbook.not-in-progress'),
  request_info: ({ case: { stage }, playbook }) =>
    playbook.stages[stage].statuses.includes('awaiting_info') ? 'free' : 'case.status-not-in-stage',
  propose: canPropose,
  accept_proposal: canDecideProposal,
  reject_proposal: canDecideProposal,
  close: (attempt) =>
    attempt.case.proposals.some(({ status }) => status === 'accepted') ? hasDocuments(attempt) : 'proposal.stale',
  reopen: canReopen,
};

/** Submitting is the review, so only the rest has to be there. */
function isComplete({ case: case_, playbook }: Attempt) {
  const isMissed = stepStates(case_, playbook).some(({ kind, missing }) => kind !== 'review' && missing.length > 0);
  return isMissed ? 'case.incomplete' : 'free';
}

function canClaim(attempt: Attempt) {
  const { case: case_, caller } = attempt;
  if (case_.assignee !== undefined) return 'pointless';
  if (case_.offer !== undefined && case_.offer.assignee !== caller.personId) return 'case.already-claimed';
  return canTakeOver(attempt);
}

function isOfferOpen({ case: { offer }, at }: Attempt): boolean {
  return offer !== undefined && offer.expiresAt > at;
}

function canTakeOver({ case: case_, caller }: Attempt) {
  if (!caller.groups.includes(case_.group)) return 'case.assignee-not-in-group';
  return currentReceipt(case_, caller.personId) === undefined ? 'case.context-review-required' : 'free';
}

function canDecideApproval({ case: case_, caller }: Attempt) {
  const approval = case_.preApproval?.approval;
  if (approval !== 'requested' && approval !== 'rejected') return 'approval.not-open';
  const involved = case_.openedBy === caller.personId || case_.assignee === caller.personId;
  return involved ? 'approval.decider-not-independent' : 'free';
}

const isUndecided = ({ status }: CaseDocument): boolean => status === 'unclassified' || status === 'submitted';
const isBindable = (document: CaseDocument): boolean =>
  isUndecided(document) && document.scan !== 'infected' && document.scan !== 'unsupported';
const isRejectable = (document: CaseDocument): boolean =>
  isUndecided(document) && document.scan !== 'awaiting_upload' && document.scan !== 'scanning';
const isAcceptable = ({ status, scan }: CaseDocument): boolean => status === 'submitted' && scan === 'clean';

function canDecideOn({ case: { documents }, caller }: Attempt, isOpen: (document: CaseDocument) => boolean) {
  const open = documents.filter(isOpen);
  if (open.length === 0) return 'pointless';
  return open.some(({ uploadedBy }) => uploadedBy !== caller.personId) ? 'free' : 'document.uploader-cannot-decide';
}

const visibleDocuments = ({ case: case_, caller, playbook }: Attempt): readonly CaseDocument[] =>
  case_.documents.filter((document) => isDocumentVisible(document, playbook, viewerOf(caller, case_)));

function hasDocuments({ case: case_, playbook, at }: Attempt) {
  const open = documentProblems(case_, playbook, at).length > 0 || hasOpenTasks(case_, playbook);
  return open ? 'case.incomplete' : 'free';
}

function canCompletePreApproval({ case: case_, playbook }: Attempt) {
  const approval = case_.preApproval?.approval;
  if (approval !== 'approved' && approval !== 'not_required') return 'approval.pending';
  return hasOpenTasks(case_, playbook) ? 'case.incomplete' : 'free';
}

function canCompleteReview(attempt: Attempt) {
  const unsettled = checkStates(attempt.case, attempt.playbook).some(isUnsettled);
  return unsettled ? 'review.not-settled' : hasDocuments(attempt);
}

function canPropose({ case: case_, playbook }: Attempt) {
  if (case_.reviewDigest !== dataDigest(case_)) return 'proposal.evidence-stale';
  return hasOpenTasks(case_, playbook) ? 'case.incomplete' : 'free';
}

const isDoable = ({ definition, state }: TaskState): boolean => definition.kind === 'agent_task' && state === 'ready';

function canSkip({ case: case_, playbook, caller }: Attempt) {
  const open = taskStates(case_, playbook).filter((task) => task.definition.skippable && isOpen(task, case_));
  if (open.length === 0) return 'pointless';
  return open.some((task) => maySkip(task, case_, caller)) ? 'free' : 'task.skip-needs-supervisor';
}

function canAdjudicate({ case: case_, playbook, caller }: Attempt) {
  const open = checkStates(case_, playbook).filter(awaitsJudgement);
  if (open.length === 0) return 'pointless';
  const judgeable = open.some(({ check }) => check?.attempts.at(-1)?.requestedBy !== caller.personId);
  return judgeable ? 'free' : 'check.requester-cannot-adjudicate';
}

function isUnsettled(state: CheckState): boolean {
  return state.definition.required && (isPending(state) || hasFailed(state) || awaitsJudgement(state));
}

function canDecideProposal({ case: { proposals }, at }: Attempt) {
  const undecided = proposals.find(({ status }) => status === 'undecided');
  if (undecided === undefined) return 'pointless';
  return undecided.expiresAt <= at ? 'proposal.expired' : 'free';
}

function canReopen({ case: { closedAt }, caller, at }: Attempt) {
  const days = caller.roles.includes('supervisor') ? SUPERVISOR_REOPEN_DAYS : CUSTOMER_REOPEN_DAYS;
  return closedAt !== undefined && at > addDays(closedAt, days) ? 'case.reopen-window-over' : 'free';
}
