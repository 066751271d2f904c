import type { Case, Instant } from '../case/case.ts';
import { hasOpenTasks } from '../case/task-states.ts';
import type { OpenFacts } from '../playbook/open-facts.ts';
import type { Playbook } from '../playbook/playbook.ts';
import type { Owed } from '../requirements/owed.ts';
import type { Stage, StepState } from '../vocabulary.ts';
import type { Activity, ActivityKind } from './activity.ts';
import { checkActivities } from './check-activities.ts';
import { stageClock } from './clock.ts';
import { stageState } from './stage-state.ts';
import { taskActivities } from './task-activities.ts';
import { type Turn, whoseTurn } from './whose-turn.ts';

export interface Scene {
  readonly case: Case;
  readonly playbook: Playbook;
  readonly owed: Owed;
  readonly open: OpenFacts;
  readonly at: Instant;
}

/**
 * What follows the intake, in the order of the stages, each with its tasks before what ends it. Customers see one activity
 * per stage; taking the case over, tasks, each single check and the end of the review are only staff's, and leave no
 * trace in what customers count.
 */
export function laterActivities(scene: Scene, viewer: keyof Turn): readonly Activity[] {
  const isStaff = viewer === 'staff';
  const acts = whoseTurn(scene.case, scene.owed)[viewer];
  const { stages } = scene.playbook;
  const one = (stepId: string, stage: Stage, kind: ActivityKind, title = stages[stage].title) =>
    activity(scene, { stepId, stage, kind, title }, acts, isStaff);
  const tasks = (stage: Stage) => (isStaff ? taskActivities(scene, stage) : []);
  return [
    ...(isStaff
      ? [{ ...one('take-over', 'initiate', 'assignment', 'Take over the case'), state: takeOver(scene.case) }]
      : []),
    ...tasks('pre_approval'),
    one('pre-approval', 'pre_approval', 'approval'),
    ...tasks('data_capture'),
    one('document-checklist', 'data_capture', 'checklist'),
    ...(isStaff ? review(scene, tasks('due_diligence')) : [one('checks', 'due_diligence', 'checks')]),
    ...tasks('resolve'),
    { ...one('proposal', 'resolve', 'proposal'), state: proposalState(scene.case, acts) },
    { ...one('close', 'close', 'closing'), state: closingState(scene.case, acts) },
  ];
}

function activity(
  scene: Scene,
  what: Pick<Activity, 'stepId' | 'stage' | 'kind' | 'title'>,
  acts: boolean,
  isStaff: boolean,
): Activity {
  const state = inStage(what.stage, scene.case, acts);
  const due = state === 'in_progress' || state === 'waiting' ? dueOf(what, scene, isStaff) : undefined;
  return { ...what, state, required: true, undecided: false, ...due, ...assigneeOf(what.kind, scene.case) };
}

/** What has no date of its own has, for staff, that of the stage. */
function dueOf({ kind, stage }: Pick<Activity, 'kind' | 'stage'>, scene: Scene, isStaff: boolean) {
  const dueAt = dueDate(kind, scene);
  if (dueAt !== undefined) return { dueAt };
  return isStaff ? stageClock(scene.case, scene.playbook, stage, scene.at) : undefined;
}

/** An approval is anybody's but the owner's; a proposal is answered by whom the case is about. */
function assigneeOf(kind: ActivityKind, case_: Case): Pick<Activity, 'assignee'> {
  const person = kind === 'proposal' && isUndecided(case_) ? applicantPerson(case_) : case_.assignee;
  const isShared = kind === 'approval' && case_.preApproval?.approval === 'requested';
  return person === undefined || isShared ? {} : { assignee: person };
}

const isUndecided = ({ proposals }: Case): boolean => proposals.some(({ status }) => status === 'undecided');

/** The person who speaks for the applicant, when there is one on record. */
export function applicantPerson({ applicant }: Case): string | undefined {
  if (applicant.kind === 'consumer') return applicant.consumerId;
  return applicant.kind === 'account' ? applicant.contactId : undefined;
}

function inStage(stage: Stage, case_: Case, acts: boolean): StepState {
  const state = stageState(stage, case_);
  return state === 'in_progress' && !acts ? 'waiting' : state;
}

function takeOver(case_: Case): StepState {
  if (case_.status === 'new') return 'ready';
  return stageState('initiate', case_) === 'in_progress' ? 'pending' : stageState('initiate', case_);
}

/** Every check, and in a playbook whose reviews a person completes, that: theirs once nothing is left to wait for. */
function review({ case: case_, playbook, open }: Scene, tasks: readonly Activity[]): readonly Activity[] {
  const checks = checkActivities(case_, playbook, open);
  if (playbook.reviewCompletion === 'automatic') return [...checks, ...tasks];
  const settled = checks.every(({ state, required }) => state === 'complete' || !required);
  const stage = stageState('due_diligence', case_);
  const ready = case_.status === 'under_review' && settled && !hasOpenTasks(case_, playbook) ? 'ready' : 'pending';
  const completion: Activity = {
    stepId: 'complete-review',
    stage: 'due_diligence',
    title: 'Complete the review',
    kind: 'decision',
    state: stage === 'in_progress' ? ready : stage,
    required: true,
    undecided: false,
    ...(case_.assignee !== undefined && { assignee: case_.assignee }),
  };
  return [...checks, ...tasks, completion];
}

/** An accepted proposal ends this activity while the case is still in its stage. */
function proposalState(case_: Case, acts: boolean): StepState {
  const current = case_.status === 'resolved' && case_.proposals.some(({ status }) => status === 'accepted');
  return current ? 'complete' : inStage('resolve', case_, acts);
}

function closingState(case_: Case, acts: boolean): StepState {
  if (proposalState(case_, acts) !== 'complete' || case_.status !== 'resolved') return inStage('close', case_, acts);
  return acts ? 'ready' : 'waiting';
}

function dueDate(kind: ActivityKind, { case: case_, owed }: Scene): Instant | undefined {
  const question = case_.infoRequests.find(({ closedAt }) => closedAt === undefined);
  if (question !== undefined) return question.dueAt;
  if (kind === 'proposal') return case_.proposals.find(({ status }) => status === 'undecided')?.expiresAt;
  if (kind !== 'checklist') return undefined;
  return [...owed.pastDue, ...owed.currentlyDue].flatMap(({ dueAt }) => dueAt ?? []).toSorted()[0];
}
