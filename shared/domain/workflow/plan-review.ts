import type { Case, Instant } from '../case/case.ts';
import {
  awaitsJudgement,
  type CheckState,
  checkStates,
  hasFailed,
  isPending,
  isUnidentified,
} from '../case/check-states.ts';
import { isGuided } from '../case/playbook-runs.ts';
import { documentProblems } from '../case/require-documents.ts';
import { hasOpenTasks } from '../case/task-states.ts';
import { checkDeadline } from '../case/time-out-check.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { type Instruction, type InstructionItem, instruct } from './instruction.ts';
import { awaitAgent, remainingSeconds } from './waits.ts';

/** Seconds in an hour. */
const HOUR_SECONDS = 3600;
/** Of a check whose hours are over: long enough to be told so once more. */
const SHORTEST_SECONDS = 60;

/**
 * Runs every check that has no result yet, those under way included, so that their waits are kept again by whatever
 * run comes next. Optional ones run along and hold nothing up.
 */
export function planReview(case_: Case, playbook: Playbook, at: Instant): Instruction {
  const states = checkStates(case_, playbook);
  const required = states.filter(({ definition }) => definition.required);
  if (required.some(isPending)) {
    return instruct(
      'run_checks',
      states.filter(isPending).map((state) => checkItem(state, case_, playbook, at)),
    );
  }
  if (required.some(hasFailed)) return awaitAgent(case_, 'check_failure', at);
  if (required.some(awaitsJudgement)) return awaitAgent(case_, 'adjudicate_check', at);
  if (documentProblems(case_, playbook, at).length > 0) return awaitAgent(case_, 'accept_document', at);
  if (hasOpenTasks(case_, playbook)) return awaitAgent(case_, 'complete_task', at);
  const isAutomatic = isGuided(case_) && playbook.reviewCompletion === 'automatic' && !required.some(isUnidentified);
  return isAutomatic ? instruct('complete_review') : awaitAgent(case_, 'complete_review', at);
}

function checkItem(
  { definition, check, attempt }: CheckState,
  case_: Case,
  playbook: Playbook,
  at: Instant,
): InstructionItem {
  const deadline = check?.attempt === attempt ? checkDeadline(case_, playbook, check) : undefined;
  const seconds = deadline === undefined ? definition.timeoutHours * HOUR_SECONDS : remainingSeconds(deadline, at);
  return { item: definition.id, attempt, timeoutSeconds: Math.max(seconds, SHORTEST_SECONDS) };
}
