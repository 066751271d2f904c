import { evaluate } from '../playbook/evaluate.ts';
import { factsOf } from '../playbook/facts-of.ts';
import type { Playbook } from '../playbook/playbook.ts';
import type { TaskDefinition } from '../playbook/task.ts';
import { STAGES, type StepState } from '../vocabulary.ts';
import type { Case, Instant } from './case.ts';
import type { CaseTask, TaskAttempt } from './case-task.ts';
import { isGuided } from './playbook-runs.ts';

/** A task of the playbook as it stands on this case. */
export interface TaskState {
  readonly definition: TaskDefinition;
  readonly record?: CaseTask;
  /** Attempt that is under way or done, or would be the first. */
  readonly attempt: number;
  /** Whether it is part of the case: an optional one only once it was inserted. */
  readonly isPart: boolean;
  readonly state: StepState;
  /** From when on it could be done; present once it can, or could. */
  readonly readyAt?: Instant;
}

export function taskStates(case_: Case, playbook: Playbook): readonly TaskState[] {
  if (playbook.tasks.length === 0) return [];
  const facts = factsOf(case_, playbook);
  const isPart = (definition: TaskDefinition): boolean =>
    (definition.presence !== 'optional' || recordOf(case_, definition)?.inserted !== undefined) &&
    (definition.when === undefined || evaluate(definition.when, facts));
  const settled = new Set(
    playbook.tasks.filter((one) => !isPart(one) || isSettled(recordOf(case_, one))).map(({ id }) => id),
  );
  return playbook.tasks.map((definition) => taskState(definition, isPart(definition), settled, case_));
}

/** The tasks of the case's stage that have to be done, or skipped, before it is left. Messages go out by themselves. */
export function openTasks(case_: Case, playbook: Playbook): readonly TaskState[] {
  return taskStates(case_, playbook).filter(
    ({ definition: { kind, stage, presence }, isPart, state }) =>
      isPart &&
      kind === 'agent_task' &&
      stage === case_.stage &&
      presence !== 'recommended' &&
      (state === 'ready' || state === 'pending'),
  );
}

export const hasOpenTasks = (case_: Case, playbook: Playbook): boolean => openTasks(case_, playbook).length > 0;

const recordOf = ({ tasks }: Case, { id }: TaskDefinition): CaseTask | undefined =>
  tasks.find(({ taskId }) => taskId === id);
const lastAttempt = (record: CaseTask | undefined): TaskAttempt | undefined => record?.attempts.at(-1);
const isSettled = (record: CaseTask | undefined): boolean => {
  const end = lastAttempt(record)?.end;
  return end === 'complete' || end === 'skipped';
};

function taskState(definition: TaskDefinition, isPart: boolean, settled: ReadonlySet<string>, case_: Case): TaskState {
  const record = recordOf(case_, definition);
  const isReady = case_.stage === definition.stage && definition.after.every((id) => settled.has(id));
  const readyAt = isPart && isReady ? readySince(definition, record, case_) : undefined;
  return {
    definition,
    ...(record && { record }),
    attempt: lastAttempt(record)?.number ?? 1,
    isPart,
    state: isPart || isSettled(record) ? stateOf(definition, record, case_, isReady) : 'skipped',
    ...(readyAt !== undefined && { readyAt }),
  };
}

function stateOf({ stage }: TaskDefinition, record: CaseTask | undefined, case_: Case, isReady: boolean): StepState {
  const end = lastAttempt(record)?.end;
  if (end !== undefined) return end;
  if (case_.status === 'closed' || case_.status === 'cancelled' || !isGuided(case_)) return 'cancelled';
  if (isReady) return 'ready';
  return STAGES.indexOf(case_.stage) > STAGES.indexOf(stage) ? 'skipped' : 'pending';
}

/** When the last thing that it waited for came about. */
function readySince({ stage, after }: TaskDefinition, record: CaseTask | undefined, case_: Case): Instant {
  const entered = case_.stages.findLast((one) => one.stage === stage)?.enteredAt ?? case_.createdAt;
  const before = case_.tasks.filter(({ taskId }) => after.includes(taskId)).map((one) => lastAttempt(one)?.endedAt);
  const own = [record?.inserted?.at, lastAttempt(record)?.startedAt];
  return (
    [entered, ...before, ...own]
      .filter((at) => at !== undefined)
      .toSorted()
      .at(-1) ?? entered
  );
}
