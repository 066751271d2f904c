import { createHash } from 'node:crypto';
import type { Case } from '../../shared/domain/case/case.ts';
import type { Recipient } from '../../shared/domain/notifications/notification.ts';
import type { PartyProfile, PartyStore } from '../../shared/store/ports.ts';

/** Somebody who can be written to. */
export interface Addressee {
  /** Person on record, or `address_<digest>` for somebody who is not. */
  readonly recipientId: string;
  readonly name: string;
  readonly address: string;
  readonly audience: 'customer' | 'staff';
}

type Parties = Pick<PartyStore, 'profile' | 'profiles'>;

/** Everybody that a notification is for. People without an address get nothing. */
export async function addresseesOf(to: Recipient, case_: Case, parties: Parties): Promise<readonly Addressee[]> {
  switch (to.kind) {
    case 'applicant':
      return to.personId === undefined ? prospectOf(case_) : onRecord(await parties.profile(to.personId), 'customer');
    case 'member':
      return to.personId === undefined
        ? memberOf(case_, to.memberId)
        : onRecord(await parties.profile(to.personId), 'customer');
    case 'assignee':
      return onRecord(to.personId === undefined ? undefined : await parties.profile(to.personId), 'staff');
    case 'group':
      return groupPeople(case_, parties, (group) => group.members ?? []);
    case 'supervisors':
      return groupPeople(case_, parties, (group) => group.supervisors ?? []);
  }
}

function onRecord(profile: PartyProfile | undefined, audience: Addressee['audience']): readonly Addressee[] {
  if (profile?.email === undefined || profile.disabled === true) return [];
  return [{ recipientId: profile.partyId, name: profile.displayName, address: profile.email, audience }];
}

/** An address that only came in by mail is nobody's until somebody has checked it: nothing is sent there. */
function prospectOf({ applicant, openedBy }: Case): readonly Addressee[] {
  if (applicant.kind !== 'prospect' || applicant.prospect.email === undefined || openedBy.startsWith('system:'))
    return [];
  return [byAddress(applicant.name, applicant.prospect.email)];
}

function memberOf({ members }: Case, memberId: string | undefined): readonly Addressee[] {
  const member = members.find((one) => one.memberId === memberId);
  return member?.email === undefined ? [] : [byAddress(member.name, member.email)];
}

const byAddress = (name: string, address: string): Addressee => ({
  recipientId: addressId(address),
  name,
  address,
  audience: 'customer',
});

/** Names an address without showing it. */
export const addressId = (address: string): string =>
  `address_${createHash('sha256').update(address.toLowerCase()).digest('hex').slice(0, 32)}`;

async function groupPeople(
  { group }: Case,
  parties: Parties,
  pick: (group: PartyProfile) => readonly string[],
): Promise<readonly Addressee[]> {
  const profile = await parties.profile(`group_${group}`);
  const people = profile === undefined ? [] : await parties.profiles(pick(profile));
  return people.flatMap((person) => onRecord(person, 'staff'));
}
