import type { Case, Instant } from '../case/case.ts';
import type { OpenFacts } from '../playbook/open-facts.ts';
import type { Playbook } from '../playbook/playbook.ts';
import type { Owed } from '../requirements/owed.ts';
import type { Stage, StepState } from '../vocabulary.ts';
import type { Activity, ActivityKind } from './activity.ts';
import { checkActivities } from './check-activities.ts';
import { stageState } from './stage-state.ts';
import { type Turn, whoseTurn } from './whose-turn.ts';

export interface Scene {
  readonly case: Case;
  readonly playbook: Playbook;
  readonly owed: Owed;
  readonly open: OpenFacts;
}

/**
 * What follows the intake, in the order of the stages. Customers see one activity per stage; taking the case over,
 * each single check and the end of the review are only staff's, and leave no trace in what customers count.
 */
export function laterActivities(scene: Scene, viewer: keyof Turn): readonly Activity[] {
  const isStaff = viewer === 'staff';
  const acts = whoseTurn(scene.case, scene.owed)[viewer];
  const { stages } = scene.playbook;
  const one = (stepId: string, stage: Stage, kind: ActivityKind, title = stages[stage].title) =>
    activity(scene, { stepId, stage, kind, title }, acts);
  return [
    ...(isStaff
      ? [{ ...one('take-over', 'initiate', 'assignment', 'Take over the case'), state: takeOver(scene.case) }]
      : []),
    one('pre-approval', 'pre_approval', 'approval'),
    one('document-checklist', 'data_capture', 'checklist'),
    ...(isStaff ? review(scene) : [one('checks', 'due_diligence', 'checks')]),
    { ...one('proposal', 'resolve', 'proposal'), state: proposalState(scene.case, acts) },
    { ...one('close', 'close', 'closing'), state: closingState(scene.case, acts) },
  ];
}

function activity(scene: Scene, what: Pick<Activity, 'stepId' | 'stage' | 'kind' | 'title'>, acts: boolean): Activity {
  const state = inStage(what.stage, scene.case, acts);
  const dueAt = state === 'in_progress' || state === 'waiting' ? dueDate(what.kind, scene) : undefined;
  return { ...what, state, required: true, undecided: false, ...(dueAt !== undefined && { dueAt }) };
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
function review({ case: case_, playbook, open }: Scene): readonly Activity[] {
  const checks = checkActivities(case_, playbook, open);
  if (playbook.reviewCompletion === 'automatic') return checks;
  const settled = checks.every(({ state, required }) => state === 'complete' || !required);
  const stage = stageState('due_diligence', case_);
  const ready = case_.status === 'under_review' && settled ? 'ready' : 'pending';
  const completion: Activity = {
    stepId: 'complete-review',
    stage: 'due_diligence',
    title: 'Complete the review',
    kind: 'decision',
    state: stage === 'in_progress' ? ready : stage,
    required: true,
    undecided: false,
  };
  return [...checks, completion];
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
