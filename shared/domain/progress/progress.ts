import type { Caller } from '../access/caller.ts';
import { isStaff } from '../access/is-staff.ts';
import type { Case, Instant } from '../case/case.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { type StepStatus, walkIntake } from '../playbook/step-states.ts';
import { countOwed } from '../requirements/count-owed.ts';
import { owed } from '../requirements/owed.ts';
import { viewerOf } from '../requirements/viewer.ts';
import { STAGES, type Stage, type StepState } from '../vocabulary.ts';
import { type Activity, type ActivityKind, isCurrent, isOver } from './activity.ts';
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
}

export interface ProgressStep {
  readonly stepId: string;
  readonly stage: Stage;
  readonly title: string;
  readonly kind: ActivityKind;
  readonly state: StepState;
  /** 1-based position among the steps that this viewer sees. */
  readonly index: number;
  readonly required: boolean;
  readonly dueAt?: Instant;
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
  const seenBy = viewerOf(viewer, case_);
  const due = owed(case_, playbook, at, seenBy);
  const { steps: intake, open } = walkIntake(case_, playbook);
  const scene = { case: case_, playbook, owed: due, open };
  const later = laterActivities(scene, isStaff(viewer) ? 'staff' : 'customer');
  const activities = [...intake.map((step) => intakeActivity(step, playbook)), ...later];
  const current = activities.findIndex(isCurrent);
  const steps = activities.map(progressStep);
  const currentStep = steps[current];
  return {
    stages: STAGES.map((stage) => progressStage(stage, case_, playbook)),
    steps,
    ...(currentStep && { currentStep }),
    index: currentStep?.index ?? activities.filter(isDone).length,
    total: steps.length,
    remaining: remaining(activities.slice(current + 1)),
    owedCount: countOwed(case_, due, playbook, seenBy),
  };
}

function intakeActivity({ stepId, kind, state, required, undecided }: StepStatus, playbook: Playbook): Activity {
  const title = playbook.intake.find(({ id }) => id === stepId)?.title ?? stepId;
  return { stepId, stage: 'initiate', title, kind, state, required, undecided };
}

function progressStep({ undecided: _, ...shown }: Activity, position: number): ProgressStep {
  return { ...shown, index: position + 1 };
}

function progressStage(stage: Stage, case_: Case, playbook: Playbook): ProgressStage {
  const state = stageState(stage, case_);
  const record = case_.stages.findLast((one) => one.stage === stage);
  const dueAt = state === 'in_progress' ? record?.dueAt : undefined;
  const { title, pausesForCustomer } = playbook.stages[stage];
  const paused = pausesForCustomer && state === 'in_progress' && case_.status === 'awaiting_info';
  return { stage, title, state, pausesForCustomer, paused, ...(dueAt !== undefined && { dueAt }) };
}

const isDone = ({ state }: Activity): boolean => state === 'complete' || state === 'skipped';

function remaining(following: readonly Activity[]): Progress['remaining'] {
  const left = following.filter((activity) => activity.required && !isOver(activity));
  return { min: left.filter(({ undecided }) => !undecided).length, max: left.length };
}
