import type { Case } from './case.ts';
import { decide, replace } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { requireProposal } from './require-proposal.ts';
import { withTimers } from './timers.ts';
import { statusAfter } from './transitions.ts';

export interface ProposalAcceptance {
  /** The proposal that the customer has read. */
  readonly number: number;
}

/** The customer agrees; the digest of what was agreed to is recorded. @throws {StaffCannotDecide} {ProposalStale} {ProposalExpired} */
export function acceptProposal(case_: Case, { number }: ProposalAcceptance, s: Surroundings): Decision {
  const status = statusAfter(case_, 'accept_proposal');
  const proposal = requireProposal(case_, number, s);
  const accepted = { ...proposal, status: 'accepted' as const, decidedBy: s.caller.personId, decidedAt: s.at };
  const changes = {
    status,
    proposals: replace(case_.proposals, proposal, accepted),
    timers: withTimers(case_, ['proposal_reminder', 'proposal_lapse']),
  };
  const { termsDigest } = proposal;
  return decide(case_, changes, [{ type: 'proposal.accepted', number, termsDigest }], s.at);
}
