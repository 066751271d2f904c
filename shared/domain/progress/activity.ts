import type { Instant } from '../case/case.ts';
import type { IntakeStepKind } from '../playbook/playbook.ts';
import type { Band, Stage, StepState } from '../vocabulary.ts';

export type ActivityKind =
  | IntakeStepKind
  | 'assignment'
  | 'approval'
  | 'checklist'
  | 'check'
  | 'checks'
  | 'decision'
  | 'proposal'
  | 'closing'
  | 'agent_task'
  | 'notify';

/** One thing to be done on a case, as one viewer sees it. */
export interface Activity {
  readonly stepId: string;
  readonly stage: Stage;
  readonly title: string;
  readonly kind: ActivityKind;
  readonly state: StepState;
  readonly required: boolean;
  /** Whether data that is still to come decides if it is part of the run at all. */
  readonly undecided: boolean;
  readonly dueAt?: Instant;
  readonly elapsedPercent?: number;
  readonly band?: Band;
  /** Who has it, where that is one person. */
  readonly assignee?: string;
}

const OVER: readonly StepState[] = ['complete', 'skipped', 'cancelled'];
const CURRENT: readonly StepState[] = ['in_progress', 'ready', 'needs_revisit'];

export const isOver = ({ state }: Activity): boolean => OVER.includes(state);
export const isCurrent = ({ state }: Activity): boolean => CURRENT.includes(state);
