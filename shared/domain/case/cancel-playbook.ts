import type { Case } from './case.ts';
import { decide } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { PlaybookNotInProgress } from './guided-refusals.ts';
import { requireText } from './input-text.ts';
import { endRun, isGuided } from './playbook-runs.ts';
import { statusAfter } from './transitions.ts';

export interface PlaybookCancellation {
  readonly reason: string;
}

/**
 * Ends the guidance, not the case: open tasks are cancelled and hold nothing up, and the owner goes on by hand. Approval,
 * documents and checks are controls and stay.
 *
 * @throws {PlaybookNotInProgress} when it was cancelled before
 */
export function cancelPlaybook(case_: Case, { reason }: PlaybookCancellation, s: Surroundings): Decision {
  statusAfter(case_, 'cancel_playbook');
  if (!isGuided(case_)) throw new PlaybookNotInProgress();
  const by = s.caller.personId;
  const cancelled = { end: 'cancelled', endedAt: s.at, endedBy: by } as const;
  const playbookRuns = endRun(case_.playbookRuns, { ...cancelled, endReason: requireText(reason, '/reason') });
  const tasks = case_.tasks.map((task) => {
    const open = task.attempts.at(-1);
    if (open === undefined || open.end !== undefined) return task;
    return { ...task, attempts: [...task.attempts.slice(0, -1), { ...open, ...cancelled }] };
  });
  const fact = { type: 'playbook.cancelled', number: playbookRuns.length } as const;
  return decide(case_, { playbookRuns, tasks }, [fact], s.at);
}
