import * as z from 'zod/mini';
import type { Grants, PartyProfile } from './ports.ts';
import { readState, stored } from './stored-json.ts';
import type { Key } from './table.ts';

export const profileKey = (partyId: string): Key => ({ pk: `PARTY#${partyId}`, sk: 'PROFILE' });
export const grantsKey = (sub: string): Key => ({ pk: `PRINCIPAL#${sub}`, sk: 'GRANTS' });
/** One item per person who has the address; the partition answers who they are. */
export const addressPartition = (email: string): string => `EMAIL#${email.toLowerCase()}`;
export const addressKey = (email: string, partyId: string): Key => ({
  pk: addressPartition(email),
  sk: `PARTY#${partyId}`,
});

const profileSchema = z.looseObject({
  partyId: z.string(),
  kind: z.enum(['consumer', 'contact', 'account', 'agent', 'group']),
  displayName: z.string(),
});

const grantsSchema = z.looseObject({
  sub: z.string(),
  personId: z.string(),
  displayName: z.string(),
  groups: z.array(z.string()),
  partnerAccounts: z.array(z.string()),
  disabled: z.boolean(),
});

export const toProfileItem = (profile: PartyProfile) => stored(profileKey(profile.partyId), profile);
export const toGrantsItem = (grants: Grants) => stored(grantsKey(grants.sub), grants);
export const toAddressItem = (email: string, partyId: string) => ({ ...addressKey(email, partyId), partyId });

/** @throws {CorruptItem} */
export const fromProfileItem = (item: Record<string, unknown>) => readState<PartyProfile>(item, profileSchema);
/** @throws {CorruptItem} */
export const fromGrantsItem = (item: Record<string, unknown>) => readState<Grants>(item, grantsSchema);
