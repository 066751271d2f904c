import type { Case } from '../../shared/domain/case/case.ts';
import type { Decision, Surroundings } from '../../shared/domain/case/decision.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import type { Instruction } from '../../shared/domain/workflow/plan-next.ts';
import type { RunStore } from '../../shared/store/work-ports.ts';
import type { ActInput } from './payloads.ts';

export type SystemVerb = (case_: Case, surroundings: Surroundings) => Decision;

export interface ActDeps {
  readonly runs: Pick<RunStore, 'run'>;
  readonly planOf: (case_: Case, playbook: Playbook) => Instruction;
  /** Load, decide as the system, commit; again when somebody else was faster. */
  readonly command: (caseId: string, decide: SystemVerb) => Promise<void>;
  readonly verbs: Readonly<Record<Exclude<ActInput['kind'], 'check_timed_out'>, SystemVerb>>;
  readonly timeOutCheck: (checkId: string, attempt: number) => SystemVerb;
}

/** The instruction was carried out and is still the plan: going on would plan the same for ever. */
export class PlanDidNotMove extends Error {
  override readonly name = 'PlanDidNotMove';
}

/** Carries out one instruction, if it still is the plan. A repeated or outrun instruction changes nothing. */
export async function actOnPlan(deps: ActDeps, input: ActInput): Promise<void> {
  const run = await deps.runs.run(input.caseId);
  if (run?.n !== input.run) return;
  await deps.command(input.caseId, verbOf(deps, input));
}

function verbOf(deps: ActDeps, input: ActInput): SystemVerb {
  if (input.kind === 'check_timed_out') return timeOutVerb(deps, input);
  const verb = deps.verbs[input.kind];
  return (case_, surroundings) => {
    if (deps.planOf(case_, surroundings.playbook).waitKey !== input.waitKey) return { case: case_, facts: [] };
    const decision = verb(case_, surroundings);
    if (deps.planOf(decision.case, surroundings.playbook).waitKey !== input.waitKey) return decision;
    throw new PlanDidNotMove(`${input.kind} left the plan of ${input.caseId} as it was`);
  };
}

function timeOutVerb(deps: ActDeps, input: ActInput): SystemVerb {
  if (input.item === undefined || input.attempt === undefined) throw new Error('a timed-out check names no attempt');
  return deps.timeOutCheck(input.item, input.attempt);
}
