import type { Action } from '../../shared/domain/access/actions.ts';
import type { Caller } from '../../shared/domain/access/caller.ts';
import { permits } from '../../shared/domain/access/permits.ts';
import type { Case } from '../../shared/domain/case/case.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { addressId } from '../../shared/mail/address-id.ts';
import type { PartyProfile, PartyStore } from '../../shared/store/ports.ts';
import { CannotPlace } from './reasons.ts';

/** Somebody whom the sender of a mail can be: a person on record, or only the address. */
export interface Writer {
  readonly caller: Caller;
  /** Lower case; of somebody who is not on record. */
  readonly address?: string;
}

/**
 * Everybody who has this address: people on record first, the address itself last.
 *
 * @throws {CannotPlace} when one of them is one of us, or all have lost their access
 */
export async function writersOf(address: string, parties: Pick<PartyStore, 'byEmail'>): Promise<readonly Writer[]> {
  const profiles = await parties.byEmail(address);
  if (profiles.some(({ kind }) => kind === 'agent' || kind === 'group')) throw new CannotPlace('mail.staff-cannot-act');
  const people = profiles.filter(({ disabled, kind }) => disabled !== true && kind !== 'account');
  if (people.length === 0 && profiles.some(({ disabled }) => disabled === true)) {
    throw new CannotPlace('mail.sender-disabled');
  }
  return [...people.map((person) => ({ caller: callerOf(person) })), byAddress(address)];
}

export const isOnRecord = ({ address }: Writer): boolean => address === undefined;

const callerOf = ({ partyId, kind, accountId }: PartyProfile): Caller => ({
  ...writing(partyId),
  roles: [kind === 'contact' ? 'contact' : 'consumer'],
  ...(accountId !== undefined && { accountId }),
});

const byAddress = (address: string): Writer => ({
  caller: { ...writing(addressId(address)), roles: ['consumer'] },
  address,
});

const writing = (personId: string): Caller => ({
  personId,
  kind: 'person',
  roles: [],
  groups: [],
  partnerAccounts: [],
  channel: 'email',
});

/** What the policy says, with an address that is on the case standing for the person who has it. */
export const mayDo = ({ caller, address }: Writer, action: Action, case_: Case, playbook: Playbook): boolean =>
  permits(caller, action, address === undefined ? case_ : asOnRecord(case_, address, caller.personId), playbook) ===
  'allow';

function asOnRecord(case_: Case, address: string, personId: string): Case {
  const { applicant, members } = case_;
  const isProspect = applicant.kind === 'prospect' && applicant.prospect.email?.toLowerCase() === address;
  return {
    ...case_,
    applicant: isProspect ? { kind: 'consumer', consumerId: personId, name: applicant.name } : applicant,
    members: members.map((member) =>
      member.personId === undefined && member.email?.toLowerCase() === address ? { ...member, personId } : member,
    ),
  };
}
