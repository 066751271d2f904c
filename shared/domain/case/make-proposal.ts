import { addBusinessDays } from '../calendar.ts';
import { canonicalJson } from '../canonical-json.ts';
import { sha256Hex } from '../digest.ts';
import { LimitExceeded } from '../errors.ts';
import { CAPS } from './caps.ts';
import type { AnswerValue, Case } from './case.ts';
import { decide } from './change.ts';
import { termProblems } from './check-terms.ts';
import { dataDigest } from './data-digest.ts';
import type { Decision, Surroundings } from './decision.ts';
import { refuseProblems, textProblem } from './input-text.ts';
import type { Proposal } from './proposal.ts';
import { EvidenceStale, FeedbackNotAddressed, ProposalUnchanged } from './refusals.ts';
import { requireTasksDone } from './require-task.ts';
import { timer, withTimers } from './timers.ts';
import { statusAfter } from './transitions.ts';

export interface NewProposal {
  readonly resolutionCode: string;
  readonly notes: string;
  readonly terms: Readonly<Record<string, AnswerValue>>;
  /** Numbers of rejected proposals whose feedback this one answers; needed after a rejection. */
  readonly addressesFeedback?: readonly number[];
}

/**
 * Puts a resolution before the customer, as the next version.
 *
 * @throws {EvidenceStale} when the data is not what was reviewed
 * @throws {FeedbackNotAddressed} {ProposalUnchanged} after a rejection
 * @throws {InputInvalid} {LimitExceeded} {CaseIncomplete}
 */
export function makeProposal(case_: Case, input: NewProposal, s: Surroundings): Decision {
  const status = statusAfter(case_, 'propose');
  if (case_.reviewDigest !== dataDigest(case_)) throw new EvidenceStale();
  requireTasksDone(case_, s.playbook);
  refuseProblems([
    textProblem(input.notes, '/notes'),
    ...termProblems(s.playbook.proposal, input.resolutionCode, input.terms),
    ...feedbackProblems(case_, input),
  ]);
  if (case_.proposals.length >= CAPS.proposals) throw new LimitExceeded('proposals', CAPS.proposals);
  const proposal = newProposal(case_, input, s);
  requireAnswerToRejection(case_, proposal);
  const { number, termsDigest, expiresAt, resolutionCode } = proposal;
  const remindAt = addBusinessDays(s.at, s.playbook.proposal.reminderBusinessDays);
  const timers = withTimers(
    case_,
    [],
    [timer(case_, 'proposal_reminder', remindAt, number), timer(case_, 'proposal_lapse', expiresAt, number)],
  );
  const fact = { type: 'proposal.made', number, resolutionCode, termsDigest, expiresAt } as const;
  return decide(case_, { status, proposals: [...case_.proposals, proposal], timers }, [fact], s.at);
}

function newProposal(case_: Case, input: NewProposal, { at, caller, playbook }: Surroundings): Proposal {
  const { resolutionCode, terms, addressesFeedback } = input;
  const notes = input.notes.trim();
  return {
    number: case_.proposals.length + 1,
    resolutionCode,
    notes,
    terms,
    termsDigest: sha256Hex(canonicalJson({ resolutionCode, notes, terms })),
    ...(addressesFeedback !== undefined && { addressesFeedback }),
    status: 'undecided',
    proposedBy: caller.personId,
    proposedAt: at,
    expiresAt: addBusinessDays(at, playbook.proposal.lapseBusinessDays),
  };
}

function feedbackProblems({ proposals }: Case, { addressesFeedback = [] }: NewProposal) {
  const rejected = new Set(proposals.filter(({ status }) => status === 'rejected').map(({ number }) => number));
  if (addressesFeedback.every((number) => rejected.has(number))) return [];
  const message = 'Name proposals that were rejected.';
  return [{ pointer: '/addressesFeedback', code: 'proposal.no-such-feedback', message }];
}

function requireAnswerToRejection({ proposals }: Case, next: Proposal): void {
  const last = proposals.at(-1);
  if (last?.status !== 'rejected') return;
  if (!next.addressesFeedback?.includes(last.number)) throw new FeedbackNotAddressed(last.number);
  if (next.termsDigest === last.termsDigest) throw new ProposalUnchanged(last.number);
}
