import type { Playbook } from '../playbook/playbook.ts';
import { STAGES, type Stage } from '../vocabulary.ts';
import type { Case, Instant } from './case.ts';
import type { CaseTask, TaskAttempt } from './case-task.ts';
import type { TaskState } from './task-states.ts';

type End = Required<Pick<TaskAttempt, 'end' | 'endedAt' | 'endedBy'>> & Pick<TaskAttempt, 'note'>;

/** The tasks with the open attempt of one ended. */
export function endAttempt(case_: Case, { definition, record, attempt, readyAt }: TaskState, end: End): Case['tasks'] {
  const old = record?.attempts ?? [];
  const open = old.at(-1)?.end === undefined ? old.at(-1) : undefined;
  const startedAt = open?.startedAt ?? readyAt ?? end.endedAt;
  const ended = { number: attempt, startedAt, ...end };
  return putTask(case_, {
    ...record,
    taskId: definition.id,
    attempts: [...old.filter((one) => one !== open), ended],
  });
}

export function putTask({ tasks }: Case, one: CaseTask): Case['tasks'] {
  const isKnown = tasks.some(({ taskId }) => taskId === one.taskId);
  return isKnown ? tasks.map((task) => (task.taskId === one.taskId ? one : task)) : [...tasks, one];
}

/** The tasks with a new attempt of everything that had ended in this stage or a later one. */
export function newAttempts({ tasks }: Case, playbook: Playbook, stage: Stage, startedAt: Instant): Case['tasks'] {
  const stages = STAGES.slice(STAGES.indexOf(stage));
  const again = new Set(playbook.tasks.filter((task) => stages.includes(task.stage)).map(({ id }) => id));
  if (!tasks.some(({ taskId }) => again.has(taskId))) return tasks;
  return tasks.map((task) => {
    const last = task.attempts.at(-1);
    if (!again.has(task.taskId) || last?.end === undefined) return task;
    return { ...task, attempts: [...task.attempts, { number: last.number + 1, startedAt }] };
  });
}
