import type { Stage } from '../vocabulary.ts';
import type { Condition } from './condition.ts';

/**
 * Something to be done in a stage after the intake: a task of an agent, or a message to the customer that goes out by
 * itself. A stage is left only when its required tasks are complete, or skipped with a reason.
 */
export interface TaskDefinition {
  readonly id: string;
  readonly kind: 'agent_task' | 'notify';
  readonly stage: Exclude<Stage, 'initiate' | 'close'>;
  readonly title: string;
  readonly help?: string;
  /** `optional`: not part of the case until an agent inserts it. */
  readonly presence: 'required' | 'recommended' | 'optional';
  readonly when?: Condition;
  /** Ids of tasks of the same stage that come first. */
  readonly after: readonly string[];
  readonly skippable: boolean;
  /** Business days from when it is ready. */
  readonly businessDays?: number;
  /** Of a `notify`: its text to the customer, with variables as in `notifications`. */
  readonly message?: string;
}
