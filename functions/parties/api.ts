import type { Caller } from '../../shared/domain/access/caller.ts';
import { LIST_VIEWS, type ListView, permitsView } from '../../shared/domain/access/list-views.ts';
import type { Handlers } from '../../shared/http/incoming.ts';
import { whichList } from '../../shared/http/which-list.ts';
import type { CaseLists, PartyStore } from '../../shared/store/ports.ts';

export interface PartiesDeps {
  readonly parties: Pick<PartyStore, 'profile'>;
  readonly lists: Pick<CaseLists, 'count'>;
}

/** Nobody reads "4,812 cases": beyond this it says that there are more. */
const MOST_COUNTED = 99;
const LISTS_OF_GROUPS: readonly ListView[] = ['group-queue', 'unassigned'];

export const partiesHandlers = (deps: PartiesDeps): Handlers<'parties'> => ({
  'GET /v1/me': async ({ caller }) => {
    const [profile, views] = await Promise.all([
      deps.parties.profile(caller.personId),
      Promise.all(listsOf(caller).map((list) => presentList(deps, list, caller))),
    ]);
    return {
      body: {
        personId: caller.personId,
        displayName: profile?.displayName ?? caller.personId,
        kind: profile?.kind ?? 'person',
        roles: caller.roles,
        groups: caller.groups,
        ...(caller.accountId !== undefined && { accountId: caller.accountId }),
        views,
      },
    };
  },
});

interface NamedList {
  readonly view: ListView;
  readonly group?: string;
}

/** Every list that the caller has; those of a group once for each of their groups. */
function listsOf(caller: Caller): readonly NamedList[] {
  return LIST_VIEWS.filter((view) => permitsView(caller, view)).flatMap((view): readonly NamedList[] => {
    if (view === 'account-cases' && accountOf(caller) === undefined) return [];
    return LISTS_OF_GROUPS.includes(view) ? caller.groups.map((group) => ({ view, group })) : [{ view }];
  });
}

const accountOf = ({ accountId, partnerAccounts }: Caller): string | undefined => accountId ?? partnerAccounts[0];

async function presentList({ lists }: PartiesDeps, { view, group }: NamedList, caller: Caller) {
  const found = await lists.count(whichList({ view, ...(group !== undefined && { group }) }, caller), MOST_COUNTED);
  return {
    view,
    ...(group !== undefined && { group }),
    href: `/v1/cases?view=${view}${group === undefined ? '' : `&group=${group}`}`,
    count: Math.min(found, MOST_COUNTED),
    isMore: found > MOST_COUNTED,
  };
}
