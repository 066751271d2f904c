import { ROUTES } from '../contract/routes.ts';
import type { Caller } from '../domain/access/caller.ts';
import { permits } from '../domain/access/permits.ts';
import type { Case } from '../domain/case/case.ts';
import type { Decision, Surroundings } from '../domain/case/decision.ts';
import { CaseForbidden } from '../domain/errors.ts';
import type { Playbook } from '../domain/playbook/playbook.ts';
import { NumberTaken } from '../store/errors.ts';
import type { CommandDeps } from './command-deps.ts';
import type { Incoming, Reply } from './incoming.ts';
import { replayOr } from './replay.ts';

export interface CreateSpec {
  /** What the new case gets. */
  readonly playbook: () => Promise<Playbook>;
  /** Opens the case with this number; called again with another one when the number is taken. */
  readonly create: (number: string, surroundings: Surroundings) => Decision;
  /** A new random case number. */
  readonly newNumber: () => string;
  readonly render: (case_: Case, caller: Caller, playbook: Playbook) => Reply | Promise<Reply>;
}

type CreateIncoming = Pick<Incoming, 'route' | 'caller' | 'idempotency' | 'requestId' | 'at'>;

const MAXIMUM_NUMBERS = 3;

/**
 * Opens a case: decide, policy on the case as it would be, commit, render. One call of the store.
 * @throws {CaseForbidden} · {NumberTaken} three times in a row · what `create` throws
 */
export async function createCommand(deps: CommandDeps, incoming: CreateIncoming, spec: CreateSpec): Promise<Reply> {
  try {
    return await attempt(deps, incoming, spec, 1);
  } catch (error) {
    return replayOr(error, deps, incoming, async (case_) =>
      spec.render(case_, incoming.caller, await deps.playbookOf(case_.playbook)),
    );
  }
}

async function attempt(deps: CommandDeps, incoming: CreateIncoming, spec: CreateSpec, count: number): Promise<Reply> {
  const { caller, at, requestId, idempotency, route } = incoming;
  const playbook = await spec.playbook();
  const { case: after, facts } = spec.create(spec.newNumber(), { at, caller, playbook, newId: deps.newId });
  if (permits(caller, 'create_case', after, playbook) !== 'allow') throw new CaseForbidden('create_case');
  const { status } = ROUTES[route];
  try {
    const keyed = idempotency && { idempotency: { ...idempotency, status } };
    const change = { before: undefined, after, facts, caller, at, correlationId: requestId, ...keyed };
    const committed = await deps.cases.commit(change);
    return { status, ...(await spec.render(committed.case, caller, playbook)) };
  } catch (error) {
    if (!(error instanceof NumberTaken) || count === MAXIMUM_NUMBERS) throw error;
    return attempt(deps, incoming, spec, count + 1);
  }
}
