import type { Case, Timer } from './case.ts';
import { decide } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { nextDraftReminder } from './draft-timers.ts';
import { endCase } from './end-case.ts';
import { withTimers } from './timers.ts';

/** Reminds the customer of a draft that waits to be handed in; the last time it says so. */
export function remindOfDraft(case_: Case, { kind, subject = 1 }: Timer, { at, playbook }: Surroundings): Decision {
  const expiresAt = case_.timers.find((timer) => timer.kind === 'draft_expiry')?.dueAt;
  if (expiresAt === undefined) throw new Error(`case ${case_.caseId} has a ${kind} timer, but no end of the draft`);
  const next = nextDraftReminder(case_, playbook, subject + 1, expiresAt);
  const fact = { type: 'case.draft_reminded', reminder: subject, last: next.length === 0, dueAt: expiresAt } as const;
  return decide(case_, { timers: withTimers(case_, [kind], next) }, [fact], at);
}

/** Nobody handed the draft in. */
export function expireDraft(case_: Case, _timer: Timer, s: Surroundings): Decision {
  const facts = [{ type: 'case.closed', outcome: 'abandoned' } as const];
  return endCase(case_, { status: 'cancelled', outcome: 'abandoned', facts }, s);
}
