import { evaluate } from '../playbook/evaluate.ts';
import { factsOf } from '../playbook/facts-of.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { STAGES } from '../vocabulary.ts';
import type { Case } from './case.ts';
import { decide, unchanged } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { TaskNotOpen } from './guided-refusals.ts';
import { requireText } from './input-text.ts';
import { isGuided } from './playbook-runs.ts';
import { requireTask } from './require-task.ts';
import type { TaskState } from './task-states.ts';
import { statusAfter } from './transitions.ts';
import { putTask } from './write-task.ts';

export interface TaskToInsert {
  readonly taskId: string;
  readonly reason?: string | undefined;
}

/**
 * Makes an optional task of this stage, or of a later one, part of the case: from then on the stage is not left without
 * it. One that is done can be asked for again, as a new attempt.
 *
 * @throws {TaskUnknown} {TaskNotOpen}
 */
export function insertTask(case_: Case, { taskId, reason }: TaskToInsert, s: Surroundings): Decision {
  statusAfter(case_, 'insert_task');
  const task = requireTask(case_, s.playbook, taskId);
  if (isUnderWay(task)) return unchanged(case_);
  if (!isInsertable(task, case_, s.playbook)) throw new TaskNotOpen(taskId, 'not to be inserted now');
  const old = task.record?.attempts ?? [];
  const number = old.length + 1;
  const inserted = {
    by: s.caller.personId,
    at: s.at,
    ...(reason !== undefined && { reason: requireText(reason, '/reason') }),
  };
  const tasks = putTask(case_, { taskId, inserted, attempts: [...old, { number, startedAt: s.at }] });
  return decide(case_, { tasks }, [{ type: 'task.inserted', taskId, attempt: number }], s.at);
}

const isUnderWay = ({ isPart, definition, state }: TaskState): boolean =>
  definition.presence === 'optional' && isPart && (state === 'ready' || state === 'pending');

/** An optional task that the case could take now. */
export function isInsertable(task: TaskState, case_: Case, playbook: Playbook): boolean {
  const { presence, stage, when } = task.definition;
  const isAhead = STAGES.indexOf(stage) >= STAGES.indexOf(case_.stage);
  if (presence !== 'optional' || !isAhead || !isGuided(case_) || isUnderWay(task)) return false;
  return when === undefined || evaluate(when, factsOf(case_, playbook));
}
