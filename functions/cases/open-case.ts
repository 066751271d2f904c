import type { Caller } from '../../shared/domain/access/caller.ts';
import { isStaff } from '../../shared/domain/access/is-staff.ts';
import type { Applicant } from '../../shared/domain/case/case.ts';
import { CaseForbidden, InputInvalid } from '../../shared/domain/errors.ts';
import type { KnownOfApplicant } from '../../shared/domain/playbook/prefill.ts';
import type { Incoming } from '../../shared/http/incoming.ts';
import type { PartyProfile, PartyStore } from '../../shared/store/ports.ts';

type NewCaseBody = Incoming<'POST /v1/cases'>['body'];

interface NewApplicant {
  readonly applicant: Applicant;
  /** What is on record about them. */
  readonly known: KnownOfApplicant;
}

/**
 * Whom a new case is about: the caller, a party on record, or somebody who is not on record yet.
 *
 * @throws {InputInvalid} when the body names nobody, or somebody who is not there
 * @throws {CaseForbidden} when a customer names somebody else
 */
export async function applicantOf(
  body: NewCaseBody,
  caller: Caller,
  parties: Pick<PartyStore, 'profile' | 'profiles'>,
): Promise<NewApplicant> {
  const { onBehalfOf, prospect } = body;
  const forOthers = isStaff(caller) || caller.roles.includes('partner');
  if (!forOthers && (prospect !== undefined || (onBehalfOf ?? caller.personId) !== caller.personId)) {
    throw new CaseForbidden('open a case for somebody else');
  }
  if (prospect !== undefined && onBehalfOf === undefined)
    return { applicant: { kind: 'prospect', prospect, name: prospect.name }, known: {} };
  if (prospect !== undefined)
    throw invalid('/prospect', 'applicant.ambiguous', 'Name a party on record or a prospect, not both.');
  if (isStaff(caller) && onBehalfOf === undefined) {
    throw invalid('/onBehalfOf', 'applicant.required', 'Name the party or the prospect that the case is for.');
  }
  // A contact's own account is known: one look for both.
  const wanted = [onBehalfOf ?? caller.personId, ...(caller.accountId === undefined ? [] : [caller.accountId])];
  const found = await parties.profiles(wanted);
  const profile = found.find(({ partyId }) => partyId === wanted[0]);
  if (profile === undefined) throw unknownParty();
  return applicantFrom(profile, found, parties);
}

async function applicantFrom(
  profile: PartyProfile,
  found: readonly PartyProfile[],
  parties: Pick<PartyStore, 'profile'>,
): Promise<NewApplicant> {
  if (profile.kind === 'consumer') {
    const applicant = { kind: 'consumer', consumerId: profile.partyId, name: profile.displayName } as const;
    return { applicant, known: known('party', profile) };
  }
  if (profile.kind !== 'contact' || profile.accountId === undefined) throw unknownParty();
  const { accountId } = profile;
  const account = found.find(({ partyId }) => partyId === accountId) ?? (await parties.profile(accountId));
  if (account === undefined) throw unknownParty();
  return {
    applicant: { kind: 'account', accountId: account.partyId, contactId: profile.partyId, name: account.displayName },
    known: { ...known('party', account), ...known('contact', profile) },
  };
}

const known = (whose: 'party' | 'contact', { displayName, email, phone }: PartyProfile): KnownOfApplicant => ({
  [`${whose}.name`]: displayName,
  ...(email !== undefined && { [`${whose}.email`]: email }),
  ...(phone !== undefined && { [`${whose}.phone`]: phone }),
});

const unknownParty = (): InputInvalid =>
  invalid('/onBehalfOf', 'applicant.unknown', 'There is no such consumer or contact.');

const invalid = (pointer: string, code: string, message: string): InputInvalid =>
  new InputInvalid([{ pointer, code, message }]);
