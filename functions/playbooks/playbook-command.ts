import type { RouteSpec } from '../../shared/contract/route-spec.ts';
import { ROUTES } from '../../shared/contract/routes.ts';
import { type ConfigurationAction, permitsConfiguration } from '../../shared/domain/access/configuration.ts';
import type { Changing } from '../../shared/domain/playbook/change-version.ts';
import type { PlaybookVersion } from '../../shared/domain/playbook/playbook-version.ts';
import { PlaybookForbidden, PlaybookNotFound, PlaybookStale } from '../../shared/domain/playbook/refusals.ts';
import { registered } from '../../shared/domain/playbook/register.ts';
import type { Incoming, Reply } from '../../shared/http/incoming.ts';
import { acceptedBefore, replayed } from '../../shared/http/replay.ts';
import { PreconditionRequired } from '../../shared/http/request-errors.ts';
import { StalePlaybook } from '../../shared/store/errors.ts';
import type { PlaybookRef, PlaybookState, StoredPlaybook } from '../../shared/store/playbook-ports.ts';
import type { PlaybooksDeps } from './deps.ts';
import { replyWithVersion } from './present-version.ts';

type VersionParams = { readonly playbookId: string; readonly playbookVersion: number };
type CommandIncoming = Pick<Incoming, 'route' | 'caller' | 'ifMatch' | 'idempotency' | 'at'> & {
  readonly params: VersionParams;
};
/** The rule: pure. Hands back the very record that it was given when there is nothing to change. */
type Decide = (stored: StoredPlaybook | undefined, changing: Changing) => StoredPlaybook;

const MAXIMUM_ATTEMPTS = 3;

export const refOf = ({ playbookId: id, playbookVersion: version }: VersionParams): PlaybookRef => ({ id, version });

export function requireConfiguration(caller: Incoming['caller'], action: ConfigurationAction): void {
  if (!permitsConfiguration(caller, action)) throw new PlaybookForbidden(action);
}

/**
 * A command on one version: policy, load, `If-Match`, decide, commit, render. Two calls of the store; a keyed request
 * is looked up before it is refused.
 * @throws {PlaybookForbidden} · {PreconditionRequired} · {PlaybookStale} · what `decide` throws
 */
export async function playbookCommand(deps: PlaybooksDeps, incoming: CommandIncoming, decide: Decide): Promise<Reply> {
  try {
    requireConfiguration(incoming.caller, 'write_playbooks');
    return await attempt(deps, incoming, decide, 1);
  } catch (error) {
    const { playbooks, examine } = deps;
    const { status } = await acceptedBefore(error, incoming, (key) => playbooks.recall(key, incoming.at));
    requireConfiguration(incoming.caller, 'read_playbooks');
    return replayed(replyWithVersion(requireStored(await playbooks.version(refOf(incoming.params))), examine), status);
  }
}

/** @throws {PlaybookNotFound} */
export function requireStored(stored: StoredPlaybook | undefined): StoredPlaybook {
  if (stored === undefined) throw new PlaybookNotFound();
  return stored;
}

async function attempt(deps: PlaybooksDeps, incoming: CommandIncoming, decide: Decide, count: number): Promise<Reply> {
  const state = await deps.playbooks.state(refOf(incoming.params));
  const before = state.stored?.record;
  requireVersion(incoming, before);
  const after = decide(state.stored, { by: incoming.caller.personId, at: incoming.at });
  try {
    await keep(deps, incoming, state, after);
  } catch (error) {
    if (!(error instanceof StalePlaybook)) throw error;
    if (count === MAXIMUM_ATTEMPTS) throw new PlaybookStale(before?.revision ?? 0);
    await deps.backOff(count);
    return attempt(deps, incoming, decide, count + 1);
  }
  return replyWithVersion(after, deps.examine);
}

function requireVersion({ route, ifMatch }: CommandIncoming, before: PlaybookVersion | undefined): void {
  const spec: RouteSpec = ROUTES[route];
  if (before !== undefined && ifMatch === undefined && spec.ifMatch) throw new PreconditionRequired();
  if (ifMatch !== undefined && ifMatch !== before?.revision) throw new PlaybookStale(before?.revision ?? 0);
}

async function keep(
  { playbooks }: PlaybooksDeps,
  { route, idempotency, at }: CommandIncoming,
  { register, stored }: PlaybookState,
  after: StoredPlaybook,
): Promise<void> {
  const keyed = idempotency && { ...idempotency, status: ROUTES[route].status };
  if (after.record === stored?.record) {
    if (keyed) await playbooks.remember(keyed, at);
    return;
  }
  await playbooks.commit({
    before: register,
    register: registered(register, after.record),
    after,
    at,
    ...(keyed && { idempotency: keyed }),
  });
}
