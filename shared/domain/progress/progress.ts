import type { Caller } from '../access/caller.ts';
import type { Case, Instant } from '../case/case.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { walkIntake } from '../playbook/step-states.ts';
import { countOwed } from '../requirements/count-owed.ts';
import { owed } from '../requirements/owed.ts';
import { type Viewer, viewerOf } from '../requirements/viewer.ts';
import { type Band, STAGES, type Stage, type StepState } from '../vocabulary.ts';
import { type Activity, type ActivityKind, isCurrent, isOver } from './activity.ts';
import { stageClock } from './clock.ts';
import { intakeActivities } from './intake-activities.ts';
import { laterActivities } from './later-activities.ts';
import { stageState } from './stage-state.ts';

export interface ProgressStage {
  readonly stage: Stage;
  readonly title: string;
  readonly state: StepState;
  readonly dueAt?: Instant;
  /** Whether its clock stands still while the customer is asked for something, and whether it does now. */
  readonly pausesForCustomer: boolean;
  readonly paused: boolean;
  /** For staff. */
  readonly elapsedPercent?: number;
  readonly band?: Band;
}

type Side = 'staff' | 'customer';

export interface ProgressStep {
  readonly stepId: string;
  readonly stage: Stage;
  readonly title: string;
  readonly kind: ActivityKind;
  readonly state: StepState;
  /** 1-based position among the steps that this viewer sees. */
  readonly index: number;
  readonly required: boolean;
  readonly assignee?: string;
  readonly dueAt?: Instant;
  readonly elapsedPercent?: number;
  readonly band?: Band;
}

export interface Progress {
  readonly stages: readonly ProgressStage[];
  readonly steps: readonly ProgressStep[];
  /** The first step on which this viewer can act; absent while the other side is at work, and at the end. */
  readonly currentStep?: ProgressStep;
  /** Position of the current step; without one, how many steps are done. */
  readonly index: number;
  readonly total: number;
  /** Required steps that follow the current one; a step of which it is not decided whether it comes counts in `max`. */
  readonly remaining: { readonly min: number; readonly max: number };
  /** Things that the customer is asked for at this moment. */
  readonly owedCount: number;
}

/** Where a case stands, as this viewer may see it. Everything counted is among the `steps` shown. */
export function progress(case_: Case, playbook: Playbook, viewer: Caller, at: Instant): Progress {
  return progressFor(case_, playbook, viewerOf(viewer, case_), at);
}

/** The same for whoever looks from there. */
export function progressFor(case_: Case, playbook: Playbook, viewer: Viewer, at: Instant): Progress {
  const side: Side = viewer.side === 'staff' ? 'staff' : 'customer';
  const due = owed(case_, playbook, at, viewer);
  const { steps: intake, open } = walkIntake(case_, playbook);
  const later = laterActivities({ case: case_, playbook, owed: due, open, at }, side);
  const activities = [...intakeActivities(intake, case_, playbook, at), ...later];
  const current = activities.findIndex(isCurrent);
  const steps = activities.map(progressStep);
  const currentStep = steps[current];
  return {
    stages: STAGES.map((stage) => progressStage(stage, case_, playbook, side, at)),
    steps,
    ...(currentStep && { currentStep }),
    index: currentStep?.index ?? activities.filter(isDone).length,
    total: steps.length,
    remaining: remaining(activities.slice(current + 1)),
    owedCount: countOwed(case_, due, playbook, viewer),
  };
}

function progressStep({ undecided: _, ...shown }: Activity, position: number): ProgressStep {
  return { ...shown, index: position + 1 };
}

/** Customers are told when a stage is due, not how late we are. */
function progressStage(stage: Stage, case_: Case, playbook: Playbook, side: Side, at: Instant): ProgressStage {
  const state = stageState(stage, case_);
  const due = state === 'in_progress' ? stageClock(case_, playbook, stage, at) : undefined;
  const shown = side === 'customer' && due ? { dueAt: due.dueAt } : due;
  const { title, pausesForCustomer } = playbook.stages[stage];
  const paused = pausesForCustomer && state === 'in_progress' && case_.status === 'awaiting_info';
  return { stage, title, state, pausesForCustomer, paused, ...shown };
}

const isDone = ({ state }: Activity): boolean => state === 'complete' || state === 'skipped';

function remaining(following: readonly Activity[]): Progress['remaining'] {
  const left = following.filter((activity) => activity.required && !isOver(activity));
  return { min: left.filter(({ undecided }) => !undecided).length, max: left.length };
}

/** The steps of one person, or in one state. Everything counted stays that of the whole. */
export function filtered(
  shown: Progress,
  { assignee, state }: { readonly assignee?: string | undefined; readonly state?: StepState | undefined },
): Progress {
  const steps = shown.steps.filter(
    (step) => (assignee === undefined || step.assignee === assignee) && (state === undefined || step.state === state),
  );
  return { ...shown, steps };
}
