import type { Instruction } from '../../shared/domain/workflow/plan-next.ts';
import type { Run, WaitToken } from '../../shared/store/work-ports.ts';

/**
 * Whether a wait has nothing left to wait for. A check is awaited until its attempt is settled, whatever becomes of
 * the other checks; every other wait is over as soon as the plan is another one.
 */
export function isOver(wait: Omit<WaitToken, 'token' | 'caseId'>, run: Run | undefined, plan: Instruction): boolean {
  if (wait.run !== run?.n) return true;
  if (wait.attempt === undefined) return wait.waitKey !== plan.waitKey;
  return !awaitsCheck(plan, wait.item, wait.attempt);
}

/** Whether the plan still has this attempt of a check to run or to wait for. */
export function awaitsCheck(plan: Instruction, checkId: string, attempt: number): boolean {
  return plan.kind === 'run_checks' && plan.items.some((item) => item.item === checkId && item.attempt === attempt);
}
