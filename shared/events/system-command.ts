import type { Caller } from '../domain/access/caller.ts';
import type { Case, Instant } from '../domain/case/case.ts';
import { conclude } from '../domain/case/conclude.ts';
import type { Decision, Surroundings } from '../domain/case/decision.ts';
import type { Playbook } from '../domain/playbook/playbook.ts';
import { EventAlreadyHandled, StaleCase } from '../store/errors.ts';
import type { CaseStore, Dedupe } from '../store/ports.ts';

export interface SystemCommandDeps {
  readonly cases: Pick<CaseStore, 'load' | 'commit' | 'handled'>;
  readonly playbookOf: (ref: Case['playbook']) => Promise<Playbook>;
  readonly now: () => Instant;
  readonly newId: (prefix: string) => string;
  /** Waits a jittered moment before the given repetition (1, 2, …). */
  readonly backOff?: (attempt: number) => Promise<void>;
}

export interface SystemCommandSpec {
  readonly caseId: string;
  /** `eventId` is absent when no event of ours made the system act (a due timer, a scan). */
  readonly causation: { readonly eventId?: string; readonly correlationId: string };
  /**
   * Name under which the event is remembered with its effect. Leave it out where the command itself tells a repetition
   * (generation of a timer, attempt of a check) or where a no-op now may be none later.
   */
  readonly consumer?: string;
  readonly caller: Caller;
  readonly decide: (case_: Case, surroundings: Surroundings) => Decision;
  /** Free text of a comment, as from a mail. */
  readonly text?: string;
  /** What is kept of the case as it was, beside the new one. */
  readonly snapshot?: (before: Case, after: Case) => unknown;
}

/** `changed`: committed now. `unchanged`: nothing to do. `repeated`: done before. */
export interface SystemOutcome {
  readonly outcome: 'changed' | 'unchanged' | 'repeated';
  readonly case?: Case;
}

const MAXIMUM_ATTEMPTS = 6;

/** The system, or a provider on whose word it acts. */
export const systemCaller = (name: string, kind: 'system' | 'provider' = 'system'): Caller => ({
  personId: `${kind}:${name}`,
  kind,
  roles: [],
  groups: [],
  partnerAccounts: [],
  channel: 'api',
});

/**
 * A command that an event, a timer or a workflow gives: load, decide, commit, with the event remembered in the same
 * transaction. Lost races are decided again on the new state.
 * @throws {StaleCase} when every attempt lost · {CaseNotFound} · what `decide` throws
 */
export async function systemCommand(deps: SystemCommandDeps, spec: SystemCommandSpec): Promise<SystemOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await decideAndCommit(deps, spec);
    } catch (error) {
      if (error instanceof EventAlreadyHandled) return { outcome: 'repeated' };
      if (!(error instanceof StaleCase) || attempt === MAXIMUM_ATTEMPTS) throw error;
      await deps.backOff?.(attempt);
    }
  }
}

async function decideAndCommit(deps: SystemCommandDeps, spec: SystemCommandSpec): Promise<SystemOutcome> {
  const { caller, causation } = spec;
  const { eventId, correlationId } = causation;
  const before = await deps.cases.load(spec.caseId);
  const playbook = await deps.playbookOf(before.playbook);
  const at = deps.now();
  const surroundings = { at, caller, playbook, newId: deps.newId };
  const { case: after, facts } = conclude(before, spec.decide(before, surroundings), surroundings);
  const dedupe = dedupeOf(spec);
  if (facts.length === 0) {
    if (dedupe) await deps.cases.handled(dedupe);
    return { outcome: 'unchanged', case: before };
  }
  const committed = await deps.cases.commit({
    before,
    after,
    facts,
    caller,
    at,
    correlationId,
    ...(eventId !== undefined && { causationId: eventId }),
    ...(spec.text !== undefined && { text: spec.text }),
    ...(spec.snapshot && { snapshot: spec.snapshot(before, after) }),
    ...(dedupe && { dedupe }),
  });
  return { outcome: 'changed', case: committed.case };
}

function dedupeOf({ consumer, causation }: SystemCommandSpec): Dedupe | undefined {
  if (consumer === undefined) return undefined;
  if (causation.eventId === undefined) throw new Error(`${consumer} names no event to remember`);
  return { consumer, eventId: causation.eventId };
}
