import type { Role } from '../../shared/domain/vocabulary.ts';
import type { PartyProfile } from '../../shared/store/ports.ts';

/** One person who can sign in to the demo world. */
export interface SignIn {
  readonly username: string;
  readonly personId: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly groups: readonly string[];
  readonly accountId?: string;
  readonly partnerAccounts: readonly string[];
}

/** Password of every demo sign-in: local and sandbox only, the data is invented. */
export const DEMO_PASSWORD = 'Gangway-demo-1';

const CONSUMER_GROUP = 'consumer-onboarding';
const BUSINESS_GROUP = 'business-onboarding';
const NORTHWIND = 'account_northwind';
const HARBOUR = 'account_harbour';
const ROWAN = 'account_rowan';

const person = (
  personId: string,
  displayName: string,
  roles: readonly Role[],
  more: Partial<Pick<SignIn, 'groups' | 'accountId' | 'partnerAccounts'>> = {},
): SignIn => ({
  username: `${personId.slice(personId.indexOf('_') + 1)}@gangway.example`,
  personId,
  displayName,
  roles,
  groups: [],
  partnerAccounts: [],
  ...more,
});

export const SIGN_INS: readonly SignIn[] = [
  person('consumer_carla', 'Carla Mendes', ['consumer']),
  person('consumer_luis', 'Luis Ortega', ['consumer']),
  person('contact_nina', 'Nina Falk', ['contact'], { accountId: NORTHWIND }),
  person('contact_omar', 'Omar Haddad', ['contact', 'account-admin'], { accountId: NORTHWIND }),
  person('contact_pia', 'Pia Lund', ['contact', 'partner'], { accountId: HARBOUR, partnerAccounts: [NORTHWIND] }),
  person('contact_tessa', 'Tessa Rowan', ['contact'], { accountId: ROWAN }),
  person('agent_ada', 'Ada Brook', ['agent'], { groups: [CONSUMER_GROUP, BUSINESS_GROUP] }),
  person('agent_ben', 'Ben Cole', ['agent'], { groups: [BUSINESS_GROUP] }),
  person('supervisor_sue', 'Sue Marsh', ['agent', 'supervisor'], { groups: [CONSUMER_GROUP, BUSINESS_GROUP] }),
  person('compliance_cleo', 'Cleo Adair', ['compliance']),
  person('auditor_abe', 'Abe Stone', ['auditor']),
  person('admin_ann', 'Ann Reyes', ['admin']),
  person('admin_max', 'Max Orlov', ['admin']),
];

const profileOf = (signIn: SignIn): PartyProfile => ({
  partyId: signIn.personId,
  kind: kindOf(signIn.personId),
  displayName: signIn.displayName,
  email: signIn.username,
  ...(signIn.accountId !== undefined && { accountId: signIn.accountId }),
  ...(signIn.groups.length > 0 && { groups: signIn.groups }),
});

function kindOf(personId: string): PartyProfile['kind'] {
  if (personId.startsWith('consumer_')) return 'consumer';
  return personId.startsWith('contact_') ? 'contact' : 'agent';
}

const groupProfile = (name: string, displayName: string): PartyProfile => ({
  partyId: `group_${name}`,
  kind: 'group',
  displayName,
  members: peopleOf(name).map((signIn) => signIn.personId),
  supervisors: peopleOf(name)
    .filter((signIn) => signIn.roles.includes('supervisor'))
    .map((signIn) => signIn.personId),
});

const peopleOf = (group: string): readonly SignIn[] => SIGN_INS.filter((signIn) => signIn.groups.includes(group));

/** Everybody on record: people, their accounts, the support groups. */
export const PARTIES: readonly PartyProfile[] = [
  ...SIGN_INS.map(profileOf),
  { partyId: NORTHWIND, kind: 'account', displayName: 'Northwind Traders Ltd' },
  { partyId: HARBOUR, kind: 'account', displayName: 'Harbour Advisers LLP' },
  { partyId: ROWAN, kind: 'account', displayName: 'Rowan Family Trust' },
  groupProfile(CONSUMER_GROUP, 'Consumer onboarding'),
  groupProfile(BUSINESS_GROUP, 'Business onboarding'),
];
