import type { Caller } from '../domain/access/caller.ts';
import { permitsView } from '../domain/access/list-views.ts';
import { CaseForbidden, InputInvalid } from '../domain/errors.ts';
import type { Status } from '../domain/vocabulary.ts';
import type { PartyList, StaffList } from '../store/ports.ts';
import type { Incoming } from './incoming.ts';

type Query = Pick<Incoming<'GET /v1/cases'>['query'], 'view' | 'status' | 'group'>;
type State = 'open-any' | 'closed-any' | Status;

/**
 * The one index partition that answers a view for this caller.
 *
 * @throws {CaseForbidden} for a view that is not the caller's
 * @throws {InputInvalid} when the view needs a group, or takes no such status
 */
export function whichList(query: Query, caller: Caller): StaffList | PartyList {
  if (!permitsView(caller, query.view)) throw new CaseForbidden(`list ${query.view}`);
  return partyList(query, caller) ?? staffList(query, caller);
}

function partyList({ view, status }: Query, caller: Caller): PartyList | undefined {
  if (view === 'my-drafts') return { list: 'drafts', partyId: caller.personId };
  if (view === 'action-needed') return { list: 'action-needed', partyId: caller.personId };
  if (view === 'my-cases') return { list: half(status), partyId: caller.personId };
  if (view !== 'account-cases') return undefined;
  const accountId = caller.roles.includes('account-admin') ? caller.accountId : caller.partnerAccounts[0];
  if (accountId === undefined) throw new CaseForbidden('list the cases of no account');
  return { list: half(status), partyId: accountId };
}

function half(status: Query['status']): 'open' | 'closed' {
  if (status === undefined || status === 'open-any') return 'open';
  if (status === 'closed-any') return 'closed';
  throw invalid('/status', 'list.status', 'This list takes open-any or closed-any.');
}

function staffList({ view, status, group }: Query, caller: Caller): StaffList {
  const state = stateOf(status);
  if (view === 'assigned-to-me') return { list: 'assignee', personId: caller.personId, state };
  if (view === 'group-queue') return { list: 'group', group: requireGroup(group, caller), state };
  if (view === 'unassigned') return { list: 'unassigned', group: requireGroup(group, caller) };
  return { list: 'all', state };
}

const SEES_ALL: readonly string[] = ['supervisor', 'compliance', 'auditor'];

function stateOf(status: Query['status']): State {
  return status ?? 'open-any';
}

function requireGroup(group: string | undefined, caller: Caller): string {
  if (group === undefined) throw invalid('/group', 'list.group-required', 'Say which group.');
  const sees = caller.groups.includes(group) || caller.roles.some((role) => SEES_ALL.includes(role));
  if (!sees) throw new CaseForbidden('list the queue of another group');
  return group;
}

const invalid = (pointer: string, code: string, message: string): InputInvalid =>
  new InputInvalid([{ pointer, code, message }]);
