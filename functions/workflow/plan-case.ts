import type { Case, Instant } from '../../shared/domain/case/case.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import type { Instruction } from '../../shared/domain/workflow/plan-next.ts';
import type { Run, RunStore } from '../../shared/store/work-ports.ts';
import type { PlanInput, PlanOutput } from './payloads.ts';
import { nextRun, running } from './runs.ts';

export interface PlanDeps {
  readonly runs: Pick<RunStore, 'load' | 'replace'>;
  readonly playbookOf: (ref: Case['playbook']) => Promise<Playbook>;
  readonly planOf: (case_: Case, playbook: Playbook) => Instruction;
  readonly now: () => Instant;
  /** A longer wait ends the execution until something happens. */
  readonly parkAfterSeconds: number;
}

/** Keeps an execution under the limit of 25,000 history events. */
export const PLANS_PER_RUN = 200;

/** What the execution does next; or that it ends, because another run has taken over or because it can wait outside. */
export async function planCase(deps: PlanDeps, input: PlanInput): Promise<PlanOutput> {
  const { run: found, case: case_ } = await deps.runs.load(input.caseId);
  if (found?.n !== input.run) return ending('superseded');
  if (found.state === 'parked') return lookAgain(deps, found);
  if (input.plans >= PLANS_PER_RUN) return restart(deps, found);
  return planOrPark(deps, found, case_);
}

async function planOrPark(deps: PlanDeps, run: Run, case_: Case): Promise<PlanOutput> {
  const plan = await planFor(deps, case_);
  if (mayPark(deps, plan)) return park(deps, run, plan);
  if (run.state !== 'starting') return output(plan);
  if (isOneWait(plan)) return { ...output(plan), starting: true };
  return (await isConfirmed(deps, run)) ? output(plan) : ending('superseded');
}

const planFor = async (deps: PlanDeps, case_: Case): Promise<Instruction> =>
  deps.planOf(case_, await deps.playbookOf(case_.playbook));

const isOneWait = ({ kind }: Instruction): boolean => kind === 'await_agent' || kind === 'await_customer';

const mayPark = (deps: PlanDeps, plan: Instruction): boolean =>
  plan.kind === 'finish' || (isOneWait(plan) && plan.timeoutSeconds > deps.parkAfterSeconds);

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
  const plan = await planFor(deps, (await deps.runs.load(parked.caseId)).case);
  if (plan.waitKey === parked.waitKey) return ending(plan.kind === 'finish' ? 'finish' : 'parked');
  const back = running(parked, deps.now());
  if (!(await deps.runs.replace(parked, back))) return ending('superseded');
  return mayPark(deps, plan) ? park(deps, back, plan) : output(plan);
}

/** The execution itself proves that the run has started. Where it waits next, that is written with the wait's token. */
const isConfirmed = (deps: PlanDeps, run: Run): Promise<boolean> => deps.runs.replace(run, running(run, deps.now()));

/** The next run is due for a look at once: the sweep starts it within the minute. */
async function restart(deps: PlanDeps, run: Run): Promise<PlanOutput> {
  const next = { ...nextRun(run, deps.now()), checkAt: deps.now() };
  return ending((await deps.runs.replace(run, next)) ? 'restart' : 'superseded');
}

const ending = (kind: string): PlanOutput => ({
  kind,
  waitKey: kind,
  items: [],
  timeoutSeconds: 0,
  starting: false,
});

function output(plan: Instruction): PlanOutput {
  const items = plan.items.map(({ item, attempt, timeoutSeconds }) => ({
    item,
    attempt: attempt ?? 0,
    timeoutSeconds,
  }));
  return { kind: plan.kind, waitKey: plan.waitKey, items, timeoutSeconds: plan.timeoutSeconds, starting: false };
}
