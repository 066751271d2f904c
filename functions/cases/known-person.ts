import type { Caller } from '../../shared/domain/access/caller.ts';
import { isStaff } from '../../shared/domain/access/is-staff.ts';
import { InputInvalid } from '../../shared/domain/errors.ts';
import type { PartyStore } from '../../shared/store/ports.ts';

/**
 * Every id in a body is looked up before it is believed: a customer can name people of the own account only, and the
 * refusal does not tell whether somebody else is on record. Looked up before the command, refused within it: whoever may
 * not give the command learns nothing about the person.
 *
 * @param pointer RFC 6901 pointer of the member that carries the id
 * @returns what refuses a person who is not known, with {InputInvalid}
 */
export async function knownPersonCheck(
  parties: Pick<PartyStore, 'profile'>,
  caller: Caller,
  partyId: string | undefined,
  pointer: string,
): Promise<() => void> {
  if (partyId === undefined || partyId === caller.personId) return () => {};
  const profile = await parties.profile(partyId);
  const isCustomer = profile?.kind === 'contact' || profile?.kind === 'consumer' || profile?.kind === 'account';
  const isOwn = profile?.accountId !== undefined && profile.accountId === caller.accountId;
  return () => {
    if (isCustomer && (isStaff(caller) || isOwn)) return;
    throw new InputInvalid([{ pointer, code: 'party.unknown', message: 'There is no such person to choose.' }]);
  };
}
