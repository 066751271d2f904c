import type { Case, Instant } from '../case/case.ts';
import type { IntakeStep, Playbook } from '../playbook/playbook.ts';
import type { StepStatus } from '../playbook/step-states.ts';
import { type Activity, isCurrent } from './activity.ts';
import { clockOfDays, pausesOf } from './clock.ts';
import { applicantPerson } from './later-activities.ts';

/** The steps of the intake, which belong to whom the case is about, or to whoever opened it for a prospect. */
export function intakeActivities(
  steps: readonly StepStatus[],
  case_: Case,
  playbook: Playbook,
  at: Instant,
): readonly Activity[] {
  const assignee = applicantPerson(case_) ?? case_.openedBy;
  const pauses = pausesOf(case_, playbook, 'initiate');
  return steps.map(({ stepId, kind, state, required, undecided }): Activity => {
    const step = playbook.intake.find(({ id }) => id === stepId);
    const title = step?.title ?? stepId;
    const shown: Activity = { stepId, stage: 'initiate', title, kind, state, required, undecided, assignee };
    if (step?.businessDays === undefined || !isCurrent(shown)) return shown;
    return { ...shown, ...clockOfDays(readySince(step, case_), step.businessDays, pauses, at) };
  });
}

/** When the draft, or this run of it, began, or the last of the steps before it was done. */
function readySince({ after }: IntakeStep, { stages, playbookRuns, answers, createdAt }: Case): Instant {
  const began = [stages.findLast(({ stage }) => stage === 'initiate')?.enteredAt, playbookRuns.at(-1)?.startedAt];
  const before = answers.filter(({ stepId }) => after.includes(stepId)).map(({ completedAt }) => completedAt);
  return (
    [createdAt, ...began, ...before]
      .filter((instant) => instant !== undefined)
      .toSorted()
      .at(-1) ?? createdAt
  );
}
