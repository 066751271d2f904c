import type { Case } from './case.ts';
import { decide, replace } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { refuseProblems, textProblem } from './input-text.ts';
import { requireProposal } from './require-proposal.ts';
import { withTimers } from './timers.ts';
import { statusAfter } from './transitions.ts';
import { newAttempts } from './write-task.ts';

export interface ProposalRejection {
  readonly number: number;
  /** One of the playbook's. */
  readonly reasonCode: string;
  readonly feedback: string;
}

/**
 * The customer does not agree and says why; the case is open again, still in its last stage but one, whose tasks are
 * gone through once more.
 *
 * @throws {StaffCannotDecide} {ProposalStale} {ProposalExpired}
 * @throws {InputInvalid} for an unknown reason, or without feedback
 */
export function rejectProposal(case_: Case, input: ProposalRejection, s: Surroundings): Decision {
  const status = statusAfter(case_, 'reject_proposal');
  const { number, reasonCode, feedback } = input;
  const proposal = requireProposal(case_, number, s);
  const isKnown = s.playbook.proposal.rejectReasons.some(({ code }) => code === reasonCode);
  const message = 'There is no such reason here.';
  refuseProblems([
    isKnown ? undefined : { pointer: '/reasonCode', code: 'proposal.unknown-reason', message },
    textProblem(feedback, '/feedback'),
  ]);
  const rejected = {
    ...proposal,
    status: 'rejected' as const,
    decidedBy: s.caller.personId,
    decidedAt: s.at,
    rejection: { reasonCode, feedback: feedback.trim() },
  };
  const rejections = case_.rejections + 1;
  const changes = {
    status,
    rejections,
    proposals: replace(case_.proposals, proposal, rejected),
    tasks: newAttempts(case_, s.playbook, 'resolve', s.at),
    timers: withTimers(case_, ['proposal_reminder', 'proposal_lapse']),
  };
  return decide(case_, changes, [{ type: 'proposal.rejected', number, reasonCode, rejections }], s.at);
}
