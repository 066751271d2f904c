import type { Case, Instant } from '../case/case.ts';
import { isGuided } from '../case/playbook-runs.ts';
import { hasOpenTasks } from '../case/task-states.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { unsettled } from '../requirements/is-settled.ts';
import { type Instruction, instruct } from './instruction.ts';
import { planDataCapture } from './plan-data-capture.ts';
import { planReview } from './plan-review.ts';
import { awaitAgent, awaitCustomer } from './waits.ts';

export type { Instruction } from './instruction.ts';

/**
 * What is to happen next with a case: a function of the case alone, so that a workflow can end and another one begin
 * at any moment. `at` only shortens the timeouts, and makes documents expire.
 */
export function planNext(case_: Case, playbook: Playbook, at: Instant): Instruction {
  switch (case_.status) {
    case 'draft':
    case 'closed':
    case 'cancelled':
      return instruct('finish');
    case 'new':
      return awaitAgent(case_, 'claim', at);
    case 'open':
      return planOpen(case_, playbook, at);
    case 'awaiting_info':
      return awaitCustomer(case_, infoItem(case_), 'info_expiry', at);
    case 'under_review':
      return planReview(case_, playbook, at);
    case 'review_complete':
      return planProposal(case_, playbook, at);
    case 'resolved':
      return planResolved(case_, playbook, at);
  }
}

function planOpen(case_: Case, playbook: Playbook, at: Instant): Instruction {
  switch (case_.stage) {
    case 'initiate':
      return awaitAgent(case_, 'claim', at);
    case 'pre_approval':
      return planPreApproval(case_, playbook, at);
    case 'data_capture':
      return planDataCapture(case_, playbook, at);
    case 'resolve':
      return planProposal(case_, playbook, at);
    case 'due_diligence':
    case 'close':
      throw new Error(`case ${case_.caseId} is open in ${case_.stage}, where no case is open`);
  }
}

function planPreApproval(case_: Case, playbook: Playbook, at: Instant): Instruction {
  const approval = case_.preApproval?.approval;
  if (approval === undefined) return instruct('pre_approve');
  const isGiven = approval === 'approved' || approval === 'not_required';
  if (!isGiven) return awaitAgent(case_, 'decide_pre_approval', at);
  return awaitAgent(case_, hasOpenTasks(case_, playbook) ? 'complete_task' : 'complete_pre_approval', at);
}

function planProposal(case_: Case, playbook: Playbook, at: Instant): Instruction {
  return awaitAgent(case_, hasOpenTasks(case_, playbook) ? 'complete_task' : 'propose', at);
}

function planResolved(case_: Case, playbook: Playbook, at: Instant): Instruction {
  const undecided = case_.proposals.find(({ status }) => status === 'undecided');
  if (undecided !== undefined) return awaitCustomer(case_, `proposal.${undecided.number}`, 'proposal_lapse', at);
  const isOwing = unsettled(case_, playbook, at).length > 0 || hasOpenTasks(case_, playbook);
  return playbook.closeOnAccept && isGuided(case_) && !isOwing
    ? instruct('close_case')
    : awaitAgent(case_, 'close', at);
}

function infoItem({ infoRequests, caseId }: Case): string {
  const open = infoRequests.find(({ closedAt }) => closedAt === undefined);
  if (open === undefined) throw new Error(`case ${caseId} awaits information, but has no open request`);
  return `info_request.${open.number}`;
}
