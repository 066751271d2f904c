import { addBusinessDays } from '../calendar.ts';
import type { Case, Timer } from './case.ts';
import type { Surroundings } from './decision.ts';
import type { InfoRequest } from './info-request.ts';
import { InfoRequestNotOpen } from './refusals.ts';
import { timer } from './timers.ts';

/** The request that the case waits for; there is at most one. */
export function openInfoRequest({ infoRequests }: Case): InfoRequest | undefined {
  return infoRequests.find(({ closedAt }) => closedAt === undefined);
}

/** @throws {InfoRequestNotOpen} when that number is not the open one; without a number any open one will do */
export function requireOpenInfoRequest(case_: Case, number?: number): InfoRequest {
  const open = openInfoRequest(case_);
  if (open === undefined || (number !== undefined && open.number !== number)) throw new InfoRequestNotOpen(number ?? 0);
  return open;
}

/** The timer of the reminder after those sent already; none when that would be due with the deadline or later. */
export function nextInfoReminder(case_: Case, request: InfoRequest, { playbook }: Surroundings): readonly Timer[] {
  const days = playbook.infoRequest.reminderBusinessDays[request.remindersSent];
  if (days === undefined) return [];
  const dueAt = addBusinessDays(request.requestedAt, days);
  return dueAt < request.dueAt ? [timer(case_, 'info_reminder', dueAt, request.number)] : [];
}
