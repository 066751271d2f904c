import { describe, expect, it } from 'vitest';
import {
  addBusinessDays,
  addDays,
  addHours,
  monthsBefore,
  rollToBusinessDay,
  toEpochMs,
} from '../../shared/domain/calendar.ts';

describe('business days', () => {
  it.each([
    // 2026-03-03 is a Tuesday.
    ['2026-03-03T09:30:15.250Z', 0, '2026-03-03T09:30:15.250Z'],
    ['2026-03-03T09:30:15.250Z', 1, '2026-03-04T09:30:15.250Z'],
    ['2026-03-03T09:30:15.250Z', 3, '2026-03-06T09:30:15.250Z'],
    ['2026-03-03T09:30:15.250Z', 4, '2026-03-09T09:30:15.250Z'],
    ['2026-03-03T09:30:15.250Z', 5, '2026-03-10T09:30:15.250Z'],
    ['2026-03-03T09:30:15.250Z', 10, '2026-03-17T09:30:15.250Z'],
    ['2026-03-03T09:30:15.250Z', 14, '2026-03-23T09:30:15.250Z'],
    ['2026-03-06T23:59:59.999Z', 1, '2026-03-09T23:59:59.999Z'],
    ['2026-03-07T10:00:00.000Z', 1, '2026-03-09T10:00:00.000Z'],
    ['2026-03-08T10:00:00.000Z', 1, '2026-03-09T10:00:00.000Z'],
    ['2026-03-07T10:00:00.000Z', 0, '2026-03-07T10:00:00.000Z'],
    ['2026-12-31T12:00:00.000Z', 1, '2027-01-01T12:00:00.000Z'],
    ['2028-02-28T12:00:00.000Z', 1, '2028-02-29T12:00:00.000Z'],
  ])('%s and %i of them is %s', (from, days, expected) => {
    expect(addBusinessDays(from, days)).toBe(expected);
  });

  it('leave out holidays', () => {
    expect(addBusinessDays('2026-12-24T08:00:00.000Z', 1, ['2026-12-25', '2026-12-28'])).toBe(
      '2026-12-29T08:00:00.000Z',
    );
  });

  it.each([[-1], [1.5], [Number.NaN]])('are not counted in %s', (days) => {
    expect(() => addBusinessDays('2026-03-03T09:00:00.000Z', days)).toThrow(RangeError);
  });

  it('are reached from a week end on Monday at the same time', () => {
    expect(rollToBusinessDay('2026-03-07T10:00:00.000Z')).toBe('2026-03-09T10:00:00.000Z');
    expect(rollToBusinessDay('2026-03-06T10:00:00.000Z')).toBe('2026-03-06T10:00:00.000Z');
    expect(rollToBusinessDay('2026-12-25T10:00:00.000Z', ['2026-12-25'])).toBe('2026-12-28T10:00:00.000Z');
  });
});

describe('instants', () => {
  it('are moved by hours and by days of 24 hours, over a change of summer time too', () => {
    expect(addHours('2026-03-29T00:30:00.000Z', 4)).toBe('2026-03-29T04:30:00.000Z');
    expect(addDays('2026-03-28T12:00:00.000Z', 2)).toBe('2026-03-30T12:00:00.000Z');
  });

  it('are refused when they are none', () => {
    expect(() => toEpochMs('tomorrow')).toThrow(RangeError);
  });
});

describe('months before', () => {
  it.each([
    ['2026-05-15', 3, '2026-02-15'],
    ['2026-05-31', 3, '2026-02-28'],
    ['2028-05-31', 3, '2028-02-29'],
    ['2026-03-31', 1, '2026-02-28'],
    ['2026-01-31', 2, '2025-11-30'],
    ['2026-07-31', 12, '2025-07-31'],
    ['2026-01-01', 1, '2025-12-01'],
  ])('%s, %i of them, is %s', (date, months, expected) => {
    expect(monthsBefore(date, months)).toBe(expected);
  });
});
