import { addBusinessDays } from '../calendar.ts';
import type { Playbook } from '../playbook/playbook.ts';
import type { Status } from '../vocabulary.ts';
import type { Case, Instant, Timer } from './case.ts';
import type { Surroundings } from './decision.ts';
import { timer } from './timers.ts';

/** Reminder and deadline for the documents that are missing, counted from when the customer was told. */
export function documentTimers(case_: Case, playbook: Playbook, at: Instant): readonly Timer[] {
  const expiresAt = addBusinessDays(at, playbook.documentDeadline.dueBusinessDays);
  return [timer(case_, 'document_expiry', expiresAt), ...nextDocumentReminder(case_, playbook, at, 1, expiresAt)];
}

/** The timer of reminder 1, 2, 3 …; none when there is no such reminder, or it would not come before the deadline. */
export function nextDocumentReminder(
  case_: Case,
  playbook: Playbook,
  from: Instant,
  reminder: number,
  expiresAt: Instant,
): readonly Timer[] {
  const days = playbook.documentDeadline.reminderBusinessDays[reminder - 1];
  if (days === undefined) return [];
  const dueAt = addBusinessDays(from, days);
  return dueAt < expiresAt ? [timer(case_, 'document_reminder', dueAt, reminder)] : [];
}

/** Where documents were missing before a request for information, their deadlines start again after it. */
export function resumeDocumentTimers(case_: Case, status: Status, { playbook, at }: Surroundings): readonly Timer[] {
  const { verification, stage } = case_;
  const owes = verification !== undefined && verification.missing.length + verification.invalid.length > 0;
  return status === 'open' && stage === 'data_capture' && owes ? documentTimers(case_, playbook, at) : [];
}
