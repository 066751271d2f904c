import { CaseIncomplete, type InputError } from '../errors.ts';
import type { Playbook } from '../playbook/playbook.ts';
import type { Case } from './case.ts';
import { TaskNotOpen, TaskUnknown } from './guided-refusals.ts';
import { openTasks, type TaskState, taskStates } from './task-states.ts';

/** The task of that id as it stands. @throws {TaskUnknown} */
export function requireTask(case_: Case, playbook: Playbook, taskId: string): TaskState {
  const task = taskStates(case_, playbook).find(({ definition }) => definition.id === taskId);
  if (task === undefined) throw new TaskUnknown(taskId);
  return task;
}

/** Why it cannot be done, in one word. */
export const notOpen = ({ definition, isPart, state }: TaskState): TaskNotOpen =>
  new TaskNotOpen(definition.id, isPart ? state : 'not part of the case');

/** The open tasks of the stage, one by one. */
export function taskProblems(case_: Case, playbook: Playbook): readonly InputError[] {
  return openTasks(case_, playbook).map(({ definition: { id, title } }) => ({
    pointer: `/tasks/${id}`,
    code: 'task.open',
    message: `The task “${title}” is not done yet.`,
  }));
}

/** A stage is left with its tasks done. @throws {CaseIncomplete} naming each that is open */
export function requireTasksDone(case_: Case, playbook: Playbook): void {
  const problems = taskProblems(case_, playbook);
  if (problems.length > 0) throw new CaseIncomplete(problems);
}
