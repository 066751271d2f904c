import { DomainError } from '../errors.ts';
import type { Conflict } from './edit-conflict.ts';

/** Somebody else has changed the same fields of the step to something else since it was read. */
export class StepEditConflict extends DomainError {
  readonly code = 'step.edit-conflict';
  readonly conflicts: readonly Conflict[];
  constructor(conflicts: readonly Conflict[]) {
    super('somebody else has changed the same fields', { count: conflicts.length });
    this.conflicts = conflicts;
  }
}

/** The playbook's stage does not allow the status that the command leads to. */
export class StatusNotInStage extends DomainError {
  readonly code = 'case.status-not-in-stage';
  constructor(status: string, stage: string) {
    super(`a case in ${stage} cannot be ${status}`, { status, stage });
  }
}

/** The playbook has no such task. */
export class TaskUnknown extends DomainError {
  readonly code = 'task.unknown';
  constructor(taskId: string) {
    super('there is no such task', { taskId });
  }
}

/** The task is done, is not part of the case, or waits for its stage or for other tasks. */
export class TaskNotOpen extends DomainError {
  readonly code = 'task.not-open';
  constructor(taskId: string, state: string) {
    super(`the task is ${state}`, { taskId, state });
  }
}

/** The playbook lets nobody skip the task. */
export class TaskNotSkippable extends DomainError {
  readonly code = 'task.not-skippable';
  constructor(taskId: string) {
    super('the task cannot be skipped', { taskId });
  }
}

/** Leaving out what is required takes the approval of a supervisor who does not own the case. */
export class SkipNeedsSupervisor extends DomainError {
  readonly code = 'task.skip-needs-supervisor';
  constructor(taskId: string) {
    super('only a supervisor who does not own the case may skip this task', { taskId });
  }
}

/** The guided process was cancelled, so there is nothing of it to be done or to cancel. */
export class PlaybookNotInProgress extends DomainError {
  readonly code = 'playbook.not-in-progress';
  constructor() {
    super('the guided process of the case is not under way');
  }
}
