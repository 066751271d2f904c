import type { Case } from './case.ts';
import { decide, unchanged } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { requireText } from './input-text.ts';
import { notOpen, requireTask } from './require-task.ts';
import { statusAfter } from './transitions.ts';
import { endAttempt } from './write-task.ts';

export interface TaskToComplete {
  readonly taskId: string;
  readonly note?: string | undefined;
}

/** Records that a task of the agent's is done. Messages complete themselves. @throws {TaskUnknown} {TaskNotOpen} */
export function completeTask(case_: Case, { taskId, note }: TaskToComplete, s: Surroundings): Decision {
  statusAfter(case_, 'complete_task');
  const task = requireTask(case_, s.playbook, taskId);
  if (task.state === 'complete') return unchanged(case_);
  if (task.state !== 'ready' || task.definition.kind !== 'agent_task') throw notOpen(task);
  const end = {
    end: 'complete',
    endedAt: s.at,
    endedBy: s.caller.personId,
    ...(note !== undefined && { note: requireText(note, '/note') }),
  } as const;
  const fact = { type: 'task.completed', taskId, attempt: task.attempt } as const;
  return decide(case_, { tasks: endAttempt(case_, task, end) }, [fact], s.at);
}
