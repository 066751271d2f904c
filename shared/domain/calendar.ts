import type { Instant } from './case/case.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Milliseconds since the epoch. @throws {RangeError} when the text is no instant. */
export function toEpochMs(at: Instant): number {
  const epochMs = Date.parse(at);
  if (Number.isNaN(epochMs)) throw new RangeError('not an RFC 3339 instant');
  return epochMs;
}

export const toInstant = (epochMs: number): Instant => new Date(epochMs).toISOString();

export const addMs = (at: Instant, milliseconds: number): Instant => toInstant(toEpochMs(at) + milliseconds);

export const addHours = (at: Instant, hours: number): Instant => addMs(at, hours * HOUR_MS);

/** Calendar days of 24 hours; UTC has no others. */
export const addDays = (at: Instant, days: number): Instant => addMs(at, days * DAY_MS);

/**
 * The same time of day after so many business days: Monday to Friday in UTC, holidays apart. From a day off, the first
 * business day counts as one.
 *
 * @param days a whole number, 0 or more; 0 gives the instant itself
 * @param holidays dates `YYYY-MM-DD` that are no business days
 * @throws {RangeError} for any other number of days
 */
export function addBusinessDays(at: Instant, days: number, holidays: readonly string[] = []): Instant {
  if (!Number.isInteger(days) || days < 0) throw new RangeError('business days are counted in whole numbers from 0');
  let epochMs = toEpochMs(at);
  for (let left = days; left > 0; ) {
    epochMs += DAY_MS;
    if (isBusinessDay(epochMs, holidays)) left -= 1;
  }
  return toInstant(epochMs);
}

/** Milliseconds of business days from one instant to another; negative when the other one is earlier. */
export function businessMsBetween(from: Instant, to: Instant, holidays: readonly string[] = []): number {
  if (to < from) return -businessMsBetween(to, from, holidays);
  const end = toEpochMs(to);
  let total = 0;
  for (let at = toEpochMs(from); at < end; at = endOfDay(at)) {
    if (isBusinessDay(at, holidays)) total += Math.min(endOfDay(at), end) - at;
  }
  return total;
}

/** The instant so many milliseconds of business days later. */
export function addBusinessMs(at: Instant, milliseconds: number, holidays: readonly string[] = []): Instant {
  let epochMs = toEpochMs(at);
  for (let left = milliseconds; left > 0; ) {
    const room = endOfDay(epochMs) - epochMs;
    const counts = isBusinessDay(epochMs, holidays);
    if (counts && left < room) return toInstant(epochMs + left);
    if (counts) left -= room;
    epochMs += room;
  }
  return rollToBusinessDay(toInstant(epochMs), holidays);
}

const endOfDay = (epochMs: number): number => Math.floor(epochMs / DAY_MS + 1) * DAY_MS;

/** The instant itself on a business day, otherwise the same time of the next one. */
export function rollToBusinessDay(at: Instant, holidays: readonly string[] = []): Instant {
  let epochMs = toEpochMs(at);
  while (!isBusinessDay(epochMs, holidays)) epochMs += DAY_MS;
  return toInstant(epochMs);
}

function isBusinessDay(epochMs: number, holidays: readonly string[]): boolean {
  const weekday = new Date(epochMs).getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  return holidays.length === 0 || !holidays.includes(toInstant(epochMs).slice(0, 10));
}

/** `YYYY-MM-DD` of the instant, in UTC. */
export const dateOf = (at: Instant): string => at.slice(0, 10);

/** The same day of the month so many months earlier, or the last day of that month. Dates are `YYYY-MM-DD`. */
export function monthsBefore(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return dateOf(toInstant(Date.UTC(year, month - 1 - months, Math.min(day, lastDay))));
}
