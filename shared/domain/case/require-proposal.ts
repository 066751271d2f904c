import { isStaff } from '../access/is-staff.ts';
import type { Case } from './case.ts';
import type { Surroundings } from './decision.ts';
import type { Proposal } from './proposal.ts';
import { ProposalExpired, ProposalStale, StaffCannotDecide } from './refusals.ts';

/**
 * The proposal that the caller may decide on now.
 *
 * @throws {StaffCannotDecide} for staff, systems and providers, whatever other roles they have
 * @throws {ProposalStale} when that number is not the undecided one
 * @throws {ProposalExpired}
 */
export function requireProposal({ proposals }: Case, number: number, { at, caller }: Surroundings): Proposal {
  if (caller.kind !== 'person' || isStaff(caller)) throw new StaffCannotDecide();
  const proposal = proposals.find(({ status }) => status === 'undecided');
  if (proposal?.number !== number) throw new ProposalStale(number);
  if (proposal.expiresAt <= at) throw new ProposalExpired(number);
  return proposal;
}
