import { STAGE_STATUSES } from '../../domain/case/stage-statuses.ts';
import type { Playbook } from '../../domain/playbook/playbook.ts';
import { STAGES, type Stage } from '../../domain/vocabulary.ts';
import { type Finding, findingIf } from './finding.ts';

/** Stages that a case could not enter, work in or leave with the statuses that they name, so that it never gets further. */
export function lintStages({ stages }: Playbook): readonly Finding[] {
  return STAGES.flatMap((stage) => lintStage(stage, stages[stage]));
}

function lintStage(stage: Stage, { statuses, pausesForCustomer }: Playbook['stages'][Stage]): readonly Finding[] {
  const place = `/stages/${stage}`;
  const { needed, possible } = STAGE_STATUSES[stage];
  const occurring = new Set([...needed, ...possible, 'cancelled']);
  const pause = 'It never waits for the customer, because “awaiting_info” is not among its statuses.';
  return [
    ...needed.flatMap((status) =>
      findingIf(
        !statuses.includes(status),
        `${place}/statuses`,
        'stage-status-missing',
        `A case cannot get through this stage without being “${status}”.`,
      ),
    ),
    ...statuses.flatMap((status, i) =>
      findingIf(
        !occurring.has(status),
        `${place}/statuses/${i}`,
        'stage-status-impossible',
        `No case is “${status}” in this stage.`,
      ),
    ),
    ...findingIf(
      pausesForCustomer && !statuses.includes('awaiting_info'),
      `${place}/pausesForCustomer`,
      'stage-status-missing',
      pause,
    ),
  ];
}
