import type { Case, Instant } from '../../shared/domain/case/case.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import type { Instruction } from '../../shared/domain/workflow/plan-next.ts';
import type { CaseStore } from '../../shared/store/ports.ts';
import type { Run, RunStore } from '../../shared/store/work-ports.ts';
import type { PlanInput, PlanOutput } from './payloads.ts';
import { nextRun, running } from './runs.ts';

export interface PlanDeps {
  readonly cases: Pick<CaseStore, 'load'>;
  readonly runs: Pick<RunStore, 'run' | 'replace'>;
  readonly playbookOf: (ref: Case['playbook']) => Promise<Playbook>;
  readonly planOf: (case_: Case, playbook: Playbook) => Instruction;
  readonly now: () => Instant;
  /** A longer wait ends the execution until something happens. */
  readonly parkAfterSeconds: number;
}

/** Keeps an execution under the limit of 25,000 history events. */
export const PLANS_PER_RUN = 200;
const PARKABLE: readonly string[] = ['await_agent', 'await_customer'];

/** What the execution does next; or that it ends, because another run has taken over or because it can wait outside. */
export async function planCase(deps: PlanDeps, input: PlanInput): Promise<PlanOutput> {
  const found = await deps.runs.run(input.caseId);
  if (found?.n !== input.run) return ending('superseded');
  if (found.state === 'parked') return lookAgain(deps, found);
  if (input.plans >= PLANS_PER_RUN) return restart(deps, found);
  const run = found.state === 'starting' ? await confirm(deps, found) : found;
  return run === undefined ? ending('superseded') : planOrPark(deps, run);
}

async function planOrPark(deps: PlanDeps, run: Run): Promise<PlanOutput> {
  const plan = await planNow(deps, run.caseId);
  return mayPark(deps, plan) ? park(deps, run, plan) : output(plan);
}

async function planNow(deps: PlanDeps, caseId: string): Promise<Instruction> {
  const case_ = await deps.cases.load(caseId);
  return deps.planOf(case_, await deps.playbookOf(case_.playbook));
}

const mayPark = (deps: PlanDeps, plan: Instruction): boolean =>
  plan.kind === 'finish' || (PARKABLE.includes(plan.kind) && plan.timeoutSeconds > deps.parkAfterSeconds);

async function park(deps: PlanDeps, run: Run, plan: Instruction): Promise<PlanOutput> {
  const parked: Run = { caseId: run.caseId, n: run.n, state: 'parked', waitKey: plan.waitKey };
  return (await deps.runs.replace(run, parked)) ? lookAgain(deps, parked) : ending('superseded');
}

/**
 * Parked is written first and the plan is made again after: a change before that write is seen here, a change after
 * it is seen by its own signal. Losing the run on the way back means that a signal has woken the next one. A plan that
 * was killed in between comes back here.
 */
async function lookAgain(deps: PlanDeps, parked: Run): Promise<PlanOutput> {
  const plan = await planNow(deps, parked.caseId);
  if (plan.waitKey === parked.waitKey) return ending(plan.kind === 'finish' ? 'finish' : 'parked');
  const back = running(parked, deps.now());
  if (!(await deps.runs.replace(parked, back))) return ending('superseded');
  return mayPark(deps, plan) ? park(deps, back, plan) : output(plan);
}

/** The execution itself proves that the run has started. */
async function confirm(deps: PlanDeps, run: Run): Promise<Run | undefined> {
  const confirmed = running(run, deps.now());
  return (await deps.runs.replace(run, confirmed)) ? confirmed : undefined;
}

/** The next run is due for a look at once: the sweep starts it within the minute. */
async function restart(deps: PlanDeps, run: Run): Promise<PlanOutput> {
  const next = { ...nextRun(run, deps.now()), checkAt: deps.now() };
  return ending((await deps.runs.replace(run, next)) ? 'restart' : 'superseded');
}

const ending = (kind: string): PlanOutput => ({ kind, waitKey: kind, items: [], timeoutSeconds: 0 });

function output(plan: Instruction): PlanOutput {
  const items = plan.items.map(({ item, attempt, timeoutSeconds }) => ({
    item,
    attempt: attempt ?? 0,
    timeoutSeconds,
  }));
  return { kind: plan.kind, waitKey: plan.waitKey, items, timeoutSeconds: plan.timeoutSeconds };
}
