import type { Case } from '../case/case.ts';
import { awaitsJudgement, type CheckState, checkStates, hasFailed } from '../case/check-states.ts';
import type { OpenFacts } from '../playbook/open-facts.ts';
import type { Playbook } from '../playbook/playbook.ts';
import type { CheckStatus, StepState } from '../vocabulary.ts';
import type { Activity } from './activity.ts';
import { stageState } from './stage-state.ts';

const STATE_OF_STATUS: Readonly<Record<CheckStatus, StepState>> = {
  not_started: 'pending',
  requested: 'waiting',
  awaiting_applicant: 'waiting',
  in_progress: 'waiting',
  complete: 'complete',
  error: 'error',
  timed_out: 'error',
  cancelled: 'cancelled',
  stale: 'needs_revisit',
};

/** For staff: every check that is, or may yet become, part of the case. */
export function checkActivities(case_: Case, playbook: Playbook, open: OpenFacts): readonly Activity[] {
  const states = case_.stage === 'due_diligence' ? checkStates(case_, playbook) : [];
  return playbook.checks.flatMap((definition): readonly Activity[] => {
    const verdict = open.foresee(definition.when);
    if (verdict === false) return [];
    return [
      {
        stepId: definition.id,
        stage: 'due_diligence',
        title: definition.label,
        kind: 'check',
        state: activityState(
          states.find((state) => state.definition.id === definition.id),
          case_,
        ),
        required: definition.required,
        undecided: verdict === undefined,
        ...(case_.assignee !== undefined && { assignee: case_.assignee }),
      },
    ];
  });
}

function activityState(state: CheckState | undefined, case_: Case): StepState {
  const stage = stageState('due_diligence', case_);
  if (stage !== 'in_progress') return stage;
  if (state === undefined) return 'pending';
  if (state.check?.adjudication !== undefined) return 'complete';
  return awaitsJudgement(state) && !hasFailed(state) ? 'in_progress' : STATE_OF_STATUS[state.status];
}
