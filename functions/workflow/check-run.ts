import type { Run } from '../../shared/store/work-ports.ts';
import { nextRun, running } from './runs.ts';
import { type SignalDeps, signalCase, startRun } from './signal-case.ts';

/** Looks whether the run of a case is alive: replaces it when its execution ended without a word, then signals. */
export async function checkRun(deps: SignalDeps, caseId: string): Promise<void> {
  const { run } = await deps.runs.load(caseId);
  if (run !== undefined && run.state !== 'parked') await revive(deps, run);
  await signalCase(deps, caseId);
}

/** A run that parks or restarts meanwhile makes the conditional write fail, which is as it should be. */
async function revive(deps: SignalDeps, run: Run): Promise<void> {
  const now = deps.now();
  if (run.checkAt !== undefined && run.checkAt > now) return;
  if (!(await isAlive(deps, run))) return startRun(deps, run, nextRun(run, now));
  await deps.runs.replace(run, { ...running(run, now), state: run.state });
}

async function isAlive({ executions }: SignalDeps, run: Run): Promise<boolean> {
  if (run.state === 'starting') return (await executions.start(run.caseId, run.n)) === 'running';
  return executions.isRunning(run.caseId, run.n);
}
