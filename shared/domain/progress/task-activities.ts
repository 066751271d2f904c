import { taskStates } from '../case/task-states.ts';
import type { Stage } from '../vocabulary.ts';
import type { Activity } from './activity.ts';
import { clockOfDays, pausesOf } from './clock.ts';
import type { Scene } from './later-activities.ts';

/** For staff: the tasks of one stage that are, or may yet become, part of the case. */
export function taskActivities({ case: case_, playbook, open, at }: Scene, stage: Stage): readonly Activity[] {
  return taskStates(case_, playbook)
    .filter(({ definition }) => definition.stage === stage)
    .flatMap(({ definition, record, isPart, state, readyAt }): readonly Activity[] => {
      const { id, kind, title, presence, when, businessDays } = definition;
      const inserted = record?.inserted !== undefined;
      const undecided = (presence !== 'optional' || inserted) && open.foresee(when) === undefined;
      if (!isPart && !undecided && state === 'skipped') return [];
      const isTimed = state === 'ready' && readyAt !== undefined && businessDays !== undefined;
      return [
        {
          stepId: id,
          stage,
          title,
          kind,
          state: isPart || !undecided ? state : 'pending',
          required: presence === 'required' || inserted,
          undecided,
          ...(isTimed && clockOfDays(readyAt, businessDays, pausesOf(case_, playbook, stage), at)),
          ...(case_.assignee !== undefined && { assignee: case_.assignee }),
        },
      ];
    });
}
