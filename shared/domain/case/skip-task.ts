import type { Caller } from '../access/caller.ts';
import type { Case } from './case.ts';
import { decide } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { SkipNeedsSupervisor, TaskNotSkippable } from './guided-refusals.ts';
import { requireText } from './input-text.ts';
import { notOpen, requireTask } from './require-task.ts';
import type { TaskState } from './task-states.ts';
import { statusAfter } from './transitions.ts';
import { endAttempt } from './write-task.ts';

export interface TaskToSkip {
  readonly taskId: string;
  readonly reason: string;
}

/**
 * Leaves a task out, with the reason.
 *
 * @throws {TaskUnknown} {TaskNotOpen} {TaskNotSkippable} {SkipNeedsSupervisor}
 */
export function skipTask(case_: Case, { taskId, reason }: TaskToSkip, s: Surroundings): Decision {
  statusAfter(case_, 'skip_task');
  const task = requireTask(case_, s.playbook, taskId);
  if (!isOpen(task, case_)) throw notOpen(task);
  if (!task.definition.skippable) throw new TaskNotSkippable(taskId);
  if (!maySkip(task, case_, s.caller)) throw new SkipNeedsSupervisor(taskId);
  const note = requireText(reason, '/reason');
  const end = { end: 'skipped', endedAt: s.at, endedBy: s.caller.personId, note } as const;
  const fact = { type: 'task.skipped', taskId, attempt: task.attempt } as const;
  return decide(case_, { tasks: endAttempt(case_, task, end) }, [fact], s.at);
}

/** Of the stage that the case is in, and not done. */
export const isOpen = ({ definition, isPart, state }: TaskState, { stage }: Case): boolean =>
  isPart && definition.stage === stage && (state === 'ready' || state === 'pending');

/** Skipping what is required is a waiver, which nobody gives for their own case. */
export function maySkip({ definition }: TaskState, { assignee }: Case, { roles, personId }: Caller): boolean {
  return definition.presence !== 'required' || (roles.includes('supervisor') && assignee !== personId);
}
