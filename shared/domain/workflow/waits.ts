import type { CommandAction } from '../access/actions.ts';
import { addDays, toEpochMs } from '../calendar.ts';
import type { Case, Instant, TimerKind } from '../case/case.ts';
import { type Instruction, instruct } from './instruction.ts';

/** A case that nobody has touched for so long may go on waiting without a workflow. */
const QUIET_DAYS = 14;
/** Of a wait whose end nobody can tell: longer than any execution waits, so that the workflow parks. */
const OPEN_END_SECONDS = 30 * 86_400;
/** A wait that is about to end anyway is not worth less than this. */
const SHORTEST_SECONDS = 60;

/** Waits for staff, named after the action that is due. */
export function awaitAgent(case_: Case, item: CommandAction | 'check_failure', at: Instant): Instruction {
  const timeoutSeconds = secondsUntil(addDays(case_.updatedAt, QUIET_DAYS), at);
  return instruct('await_agent', [{ item, timeoutSeconds }]);
}

/** Waits for the customer until the timer that ends the wait is due. */
export function awaitCustomer(case_: Case, item: string, endedBy: TimerKind, at: Instant): Instruction {
  const end = case_.timers.find(({ kind }) => kind === endedBy)?.dueAt ?? addDays(case_.updatedAt, QUIET_DAYS);
  return instruct('await_customer', [{ item, timeoutSeconds: secondsUntil(end, at) }]);
}

/** A deadline that has passed does not end the wait: then the end is open. */
function secondsUntil(end: Instant, at: Instant): number {
  const seconds = remainingSeconds(end, at);
  return seconds <= 0 ? OPEN_END_SECONDS : Math.max(seconds, SHORTEST_SECONDS);
}

/** Whole seconds from `at` to `end`, rounded up; not positive when the end has passed. */
export function remainingSeconds(end: Instant, at: Instant): number {
  return Math.ceil((toEpochMs(end) - toEpochMs(at)) / 1000);
}
