import { addDays } from '../calendar.ts';
import type { Playbook } from '../playbook/playbook.ts';
import type { Case, Instant, Timer } from './case.ts';
import type { Surroundings } from './decision.ts';
import { timer } from './timers.ts';

/** First reminder and end of a draft that nobody hands in, counted from now; saving something does not move them. */
export function draftTimers(case_: Case, { playbook, at }: Surroundings): readonly Timer[] {
  const expiresAt = addDays(at, playbook.draft.expiryDays);
  return [timer(case_, 'draft_expiry', expiresAt), ...nextDraftReminder(case_, playbook, 1, expiresAt)];
}

/** The timer of reminder 1, 2, 3 …; none when there is no such reminder, or it would not come before the end. */
export function nextDraftReminder(
  case_: Case,
  { draft: { reminderDays, expiryDays } }: Playbook,
  reminder: number,
  expiresAt: Instant,
): readonly Timer[] {
  const days = reminderDays[reminder - 1];
  if (days === undefined || days >= expiryDays) return [];
  return [timer(case_, 'draft_reminder', addDays(expiresAt, days - expiryDays), reminder)];
}
