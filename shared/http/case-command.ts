import { PROBLEMS } from '../contract/problems.ts';
import type { RouteSpec } from '../contract/route-spec.ts';
import { ROUTES } from '../contract/routes.ts';
import type { Action } from '../domain/access/actions.ts';
import { allowedActions } from '../domain/access/allowed-actions.ts';
import type { Caller } from '../domain/access/caller.ts';
import { isStaff } from '../domain/access/is-staff.ts';
import { permits } from '../domain/access/permits.ts';
import type { Case } from '../domain/case/case.ts';
import { conclude } from '../domain/case/conclude.ts';
import type { Decision, Surroundings } from '../domain/case/decision.ts';
import { CaseForbidden, CaseNotFound, CaseStale, DomainError } from '../domain/errors.ts';
import type { Playbook } from '../domain/playbook/playbook.ts';
import { isAt } from '../domain/playbook/renames.ts';
import { StaleCase } from '../store/errors.ts';
import type { CommandDeps } from './command-deps.ts';
import { CommandRefused } from './command-refused.ts';
import { versionFor } from './etag.ts';
import type { Incoming, Reply } from './incoming.ts';
import { replayOr } from './replay.ts';
import { PreconditionRequired } from './request-errors.ts';

export interface CommandSpec {
  readonly action: Action;
  readonly caseId: string;
  /** The rule: pure. */
  readonly decide: (case_: Case, surroundings: Surroundings) => Decision;
  /** Id made by the command (member, document, …), for the reply to a repetition. */
  readonly created?: (before: Case, after: Case) => string | undefined;
  /** Free text of a comment or work note. */
  readonly text?: string;
  /** The application as it is sent in, at submission. */
  readonly snapshot?: (after: Case) => unknown;
  /** Default: the route's. */
  readonly status?: number;
  readonly render: (
    case_: Case,
    caller: Caller,
    createdId: string | undefined,
    playbook: Playbook,
  ) => Reply | Promise<Reply>;
}

type CommandIncoming = Pick<Incoming, 'route' | 'caller' | 'ifMatch' | 'idempotency' | 'requestId' | 'at'>;

const MAXIMUM_ATTEMPTS = 3;

/**
 * A command on a case: load, policy, `If-Match`, decide, commit, render. Two calls of the store; a lost race without
 * `If-Match` is decided again on the new state, a bounded number of times. A keyed request is looked up before it is
 * refused, so that the retry of an accepted command is answered as that command was.
 * @throws {CaseNotFound} · {CaseForbidden} · {PreconditionRequired} · {CaseStale} · {CommandRefused} · what `decide` throws
 */
export async function caseCommand(deps: CommandDeps, incoming: CommandIncoming, spec: CommandSpec): Promise<Reply> {
  try {
    return await attempt(deps, incoming, spec, 1);
  } catch (error) {
    return replayOr(error, deps, incoming, async (case_, { createdId }) => {
      const playbook = await deps.playbookOf(case_.playbook);
      if (permits(incoming.caller, 'read_case', case_, playbook) !== 'allow') throw error;
      return spec.render(case_, incoming.caller, createdId, playbook);
    });
  }
}

async function attempt(deps: CommandDeps, incoming: CommandIncoming, spec: CommandSpec, count: number): Promise<Reply> {
  const before = await deps.cases.loadByIdOrNumber(spec.caseId);
  try {
    return await decideAndCommit(deps, incoming, spec, before);
  } catch (error) {
    if (!(error instanceof StaleCase)) throw error;
    if (count === MAXIMUM_ATTEMPTS) throw new CaseStale(versionFor(before, incoming.caller));
    await deps.backOff?.(count);
    return attempt(deps, incoming, spec, count + 1);
  }
}

async function decideAndCommit(
  deps: CommandDeps,
  incoming: CommandIncoming,
  spec: CommandSpec,
  before: Case,
): Promise<Reply> {
  const { caller, idempotency, requestId, at } = incoming;
  const playbook = await deps.playbookOf(before.playbook);
  requirePermission(spec.action, caller, before, playbook);
  requireVersion(incoming, before);
  const decision = decideOrRefuse(spec, before, { at, caller, playbook, newId: deps.newId });
  const { case: after, facts } = decision;
  const status = spec.status ?? ROUTES[incoming.route].status;
  const createdId = spec.created?.(before, after);
  const result = { status, ...(createdId !== undefined && { createdId }) };
  if (facts.length === 0) {
    const { caseId, version } = before;
    if (idempotency) {
      await deps.cases.remember(idempotency, { ...result, bodyHash: idempotency.bodyHash, caseId, version });
    }
    return withStatus(await spec.render(before, caller, createdId, playbook), status);
  }
  const committed = await deps.cases.commit({
    before,
    after,
    facts,
    caller,
    at,
    correlationId: requestId,
    ...(spec.text !== undefined && { text: spec.text }),
    ...(spec.snapshot && { snapshot: spec.snapshot(after) }),
    ...(idempotency && { idempotency: { ...idempotency, ...result } }),
  });
  const pinned = isAt(committed.case.playbook, playbook) ? playbook : await deps.playbookOf(committed.case.playbook);
  return withStatus(await spec.render(committed.case, caller, createdId, pinned), status);
}

const withStatus = (reply: Reply, status: number): Reply => ({ status, ...reply });

/** Not visible is not there; visible but forbidden is forbidden. */
export function requirePermission(action: Action, caller: Caller, case_: Case, playbook: Playbook): void {
  const permission = permits(caller, action, case_, playbook);
  if (permission === 'invisible') throw new CaseNotFound();
  if (permission === 'forbid') throw new CaseForbidden(action);
}

function requireVersion({ route, caller, ifMatch }: CommandIncoming, case_: Case): void {
  const spec: RouteSpec = ROUTES[route];
  if (ifMatch === undefined && spec.ifMatch && isStaff(caller)) throw new PreconditionRequired();
  const version = versionFor(case_, caller);
  if (ifMatch !== undefined && ifMatch !== version) throw new CaseStale(version);
}

/** A conflict tells what the case would accept instead. */
function decideOrRefuse(spec: CommandSpec, before: Case, surroundings: Surroundings): Decision {
  try {
    return conclude(before, spec.decide(before, surroundings), surroundings);
  } catch (error) {
    if (!(error instanceof DomainError) || PROBLEMS[error.code].status !== 409) throw error;
    const { caller, playbook, at } = surroundings;
    const allowed = allowedActions(before, caller, playbook, at).map(({ name }) => name);
    throw new CommandRefused(error, allowed);
  }
}
