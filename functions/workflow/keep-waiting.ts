import type { Case, Instant } from '../../shared/domain/case/case.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import type { Instruction } from '../../shared/domain/workflow/plan-next.ts';
import type { RunStore, WaitToken } from '../../shared/store/work-ports.ts';
import type { Executions } from './executions.ts';
import { awaitsCheck, isOver } from './is-over.ts';
import type { AwaitInput } from './payloads.ts';
import { running } from './runs.ts';

export interface AwaitDeps {
  readonly runs: Pick<RunStore, 'load' | 'keep' | 'forget'>;
  readonly executions: Pick<Executions, 'answer'>;
  readonly playbookOf: (ref: Case['playbook']) => Promise<Playbook>;
  readonly planOf: (case_: Case, playbook: Playbook) => Instruction;
  readonly now: () => Instant;
  /** Records that the check is wanted, if it still is; idempotent on (checkId, attempt). */
  readonly requestCheck: (caseId: string, checkId: string, attempt: number) => Promise<void>;
}

/**
 * Keeps the token, then looks whether there is anything left to wait for. A change before that look is answered here,
 * a change after it finds the token, since it was kept first. Nobody outside hears of a check before its token is kept.
 */
export async function keepWaiting(deps: AwaitDeps, input: AwaitInput): Promise<void> {
  const wait = waitOf(input);
  await deps.runs.keep(wait, input.starting ? running({ caseId: input.caseId, n: input.run }, deps.now()) : undefined);
  const { run, case: case_ } = await deps.runs.load(input.caseId);
  const plan = deps.planOf(case_, await deps.playbookOf(case_.playbook));
  if (isOver(wait, run, plan)) {
    await deps.executions.answer(wait.token);
    return deps.runs.forget([wait]);
  }
  if (wait.attempt !== undefined && awaitsCheck(plan, wait.item, wait.attempt)) {
    await deps.requestCheck(input.caseId, wait.item, wait.attempt);
  }
}

function waitOf({ caseId, run, kind, waitKey, item, attempt, token }: AwaitInput): WaitToken {
  if (kind !== 'run_checks') return { caseId, run, waitKey, item, token };
  if (attempt === undefined) throw new Error(`a wait for check ${item} names no attempt`);
  return { caseId, run, waitKey, item, attempt, token };
}
