import type { Caller } from '../../shared/domain/access/caller.ts';
import { LIST_VIEWS, permitsView } from '../../shared/domain/access/list-views.ts';
import type { Handlers } from '../../shared/http/incoming.ts';
import type { PartyStore } from '../../shared/store/ports.ts';

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
        views: LIST_VIEWS.filter((view) => permitsView(caller, view)).map((view) => ({
          view,
          href: hrefOf(view, caller),
        })),
      },
    };
  },
});

function hrefOf(view: string, caller: Caller): string {
  const group = caller.groups[0];
  const needsGroup = view === 'group-queue' || view === 'unassigned';
  return `/v1/cases?view=${view}${needsGroup && group !== undefined ? `&group=${group}` : ''}`;
}
