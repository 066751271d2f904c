import type { Caller } from '../../shared/domain/access/caller.ts';
import { isStaff } from '../../shared/domain/access/is-staff.ts';
import type { Handlers } from '../../shared/http/incoming.ts';
import type { PartyStore } from '../../shared/store/ports.ts';

const CUSTOMER_VIEWS = ['action-needed', 'my-cases', 'my-drafts'] as const;
const STAFF_VIEWS = ['assigned-to-me', 'group-queue', 'unassigned'] as const;

export const partiesHandlers = (deps: { readonly parties: Pick<PartyStore, 'profile'> }): Handlers<'parties'> => ({
  'GET /v1/me': async ({ caller }) => {
    const profile = await deps.parties.profile(caller.personId);
    return {
      body: {
        personId: caller.personId,
        displayName: profile?.displayName ?? caller.personId,
        kind: profile?.kind ?? 'person',
        roles: caller.roles,
        groups: caller.groups,
        ...(caller.accountId !== undefined && { accountId: caller.accountId }),
        views: viewsOf(caller).map((view) => ({ view, href: hrefOf(view, caller) })),
      },
    };
  },
});

function viewsOf(caller: Caller): readonly string[] {
  if (caller.roles.includes('account-admin')) return [...CUSTOMER_VIEWS, 'account-cases'];
  if (!isStaff(caller)) return CUSTOMER_VIEWS;
  return caller.roles.some((role) => role !== 'agent') ? [...STAFF_VIEWS, 'all'] : STAFF_VIEWS;
}

function hrefOf(view: string, caller: Caller): string {
  const group = caller.groups[0];
  const needsGroup = view === 'group-queue' || view === 'unassigned';
  return `/v1/cases?view=${view}${needsGroup && group !== undefined ? `&group=${group}` : ''}`;
}
