import type { Case, Instant } from '../../shared/domain/case/case.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import type { Instruction } from '../../shared/domain/workflow/plan-next.ts';
import type { Run, RunStore, WaitToken } from '../../shared/store/work-ports.ts';
import type { Executions } from './executions.ts';
import { isOver } from './is-over.ts';
import { firstRun, nextRun } from './runs.ts';

export interface SignalDeps {
  readonly runs: Pick<RunStore, 'load' | 'replace' | 'forget'>;
  readonly executions: Executions;
  readonly playbookOf: (ref: Case['playbook']) => Promise<Playbook>;
  readonly planOf: (case_: Case, playbook: Playbook) => Instruction;
  readonly now: () => Instant;
}

/**
 * Looks at a case again after something has changed: lets every wait go on that is over, and starts a run where there
 * should be one. Reads are consistent and made after the change, so however often or late this runs, nothing is missed.
 */
export async function signalCase(deps: SignalDeps, caseId: string): Promise<void> {
  const { run, tokens, case: case_ } = await deps.runs.load(caseId);
  const plan = deps.planOf(case_, await deps.playbookOf(case_.playbook));
  await answerAll(
    deps,
    tokens.filter((wait) => isOver(wait, run, plan)),
  );
  await wake(deps, caseId, run, plan);
}

async function answerAll(deps: SignalDeps, waits: readonly WaitToken[]): Promise<void> {
  if (waits.length === 0) return;
  await Promise.all(waits.map(({ token }) => deps.executions.answer(token)));
  await deps.runs.forget(waits);
}

async function wake(deps: SignalDeps, caseId: string, run: Run | undefined, plan: Instruction): Promise<void> {
  if (run?.state === 'running') return;
  if (run?.state === 'starting') return start(deps, run);
  const hasNothingNew = run === undefined ? plan.kind === 'finish' : run.waitKey === plan.waitKey;
  if (hasNothingNew) return;
  await startRun(deps, run, run === undefined ? firstRun(caseId, deps.now()) : nextRun(run, deps.now()));
}

/** Whoever writes the run starts it; a lost start is repeated, because the run stays `starting` until it plans. */
export async function startRun(
  deps: Pick<SignalDeps, 'runs' | 'executions'>,
  before: Run | undefined,
  next: Run,
): Promise<void> {
  if (await deps.runs.replace(before, next)) await start(deps, next);
}

/** One that has ended counts as started: the sweep looks whether it died. */
async function start(deps: Pick<SignalDeps, 'executions'>, run: Run): Promise<void> {
  await deps.executions.start(run.caseId, run.n);
}
