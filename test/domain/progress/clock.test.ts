import { describe, expect, it } from 'vitest';
import { addBusinessMs, businessMsBetween } from '../../../shared/domain/calendar.ts';
import { receiveInfo } from '../../../shared/domain/case/receive-info.ts';
import { clock, clockOfDays, stageClock } from '../../../shared/domain/progress/clock.ts';
import { aPlaybook } from '../../support/a-case.ts';
import { asAgent, awaitingInfo, claimed } from '../../support/cases-by-state.ts';

const HOUR_MS = 3_600_000;
/** Tuesday to Friday, three business days. */
const TUESDAY = '2026-03-03T09:00:00.000Z';
const FRIDAY = '2026-03-06T09:00:00.000Z';

describe('business time', () => {
  it.each([
    ['2026-03-03T09:00:00.000Z', '2026-03-03T17:00:00.000Z', 8],
    ['2026-03-06T09:00:00.000Z', '2026-03-09T09:00:00.000Z', 24],
    ['2026-03-07T09:00:00.000Z', '2026-03-08T20:00:00.000Z', 0],
    ['2026-03-07T09:00:00.000Z', '2026-03-09T06:00:00.000Z', 6],
    ['2026-03-09T09:00:00.000Z', '2026-03-06T09:00:00.000Z', -24],
  ])('from %s to %s is %i hours', (from, to, hours) => {
    expect(businessMsBetween(from, to)).toBe(hours * HOUR_MS);
  });

  it('leaves out week ends and holidays when it is added', () => {
    expect(addBusinessMs('2026-03-06T22:00:00.000Z', 3 * HOUR_MS)).toBe('2026-03-09T01:00:00.000Z');
    expect(addBusinessMs('2026-03-06T22:00:00.000Z', 2 * HOUR_MS)).toBe('2026-03-09T00:00:00.000Z');
    expect(addBusinessMs('2026-12-24T23:00:00.000Z', 2 * HOUR_MS, ['2026-12-25'])).toBe('2026-12-28T01:00:00.000Z');
    expect(addBusinessMs(TUESDAY, 0)).toBe(TUESDAY);
  });
});

describe('a clock', () => {
  it.each([
    ['2026-03-03T09:00:00.000Z', 0, 'on_track'],
    ['2026-03-04T20:00:00.000Z', 48, 'on_track'],
    ['2026-03-04T21:00:00.000Z', 50, 'at_half'],
    ['2026-03-05T15:00:00.000Z', 75, 'at_risk'],
    ['2026-03-06T08:59:00.000Z', 99, 'at_risk'],
    ['2026-03-06T09:00:00.000Z', 100, 'breached'],
    ['2026-03-07T09:00:00.000Z', 120, 'breached'],
    ['2026-03-11T09:00:00.000Z', 200, 'breached'],
  ] as const)('is at %s as far as it says', (at, elapsedPercent, band) => {
    expect(clock(TUESDAY, FRIDAY, [], at)).toEqual({ dueAt: FRIDAY, elapsedPercent, band });
  });

  it('stands still while the customer is asked, and goes on from there', () => {
    const from = '2026-03-04T09:00:00.000Z';
    const open = [{ from }];
    expect(clock(TUESDAY, FRIDAY, open, '2026-03-20T09:00:00.000Z').elapsedPercent).toBe(33);
    const over = [{ from, to: '2026-03-09T09:00:00.000Z' }];
    expect(clockOfDays(TUESDAY, 3, over, '2026-03-09T21:00:00.000Z')).toEqual({
      dueAt: '2026-03-11T09:00:00.000Z',
      elapsedPercent: 50,
      band: 'at_half',
    });
  });

  it('has run out where there never was any time', () => {
    expect(clock(TUESDAY, TUESDAY, [], TUESDAY).elapsedPercent).toBe(100);
  });
});

describe('the clock of a stage', () => {
  const playbook = aPlaybook();
  const percent = (case_: Parameters<typeof stageClock>[0], at: string, rules = playbook) =>
    stageClock(case_, rules, 'pre_approval', at)?.elapsedPercent;

  it('stands still only where the stage says so', () => {
    expect(percent(awaitingInfo(), '2026-03-05T09:00:00.000Z')).toBe(0);
    const { stages } = playbook;
    const running = aPlaybook({
      stages: { ...stages, pre_approval: { ...stages.pre_approval, pausesForCustomer: false } },
    });
    expect(percent(awaitingInfo(), '2026-03-05T09:00:00.000Z', running)).toBe(66);
  });

  it('is as far after an answer as it was before the question', () => {
    const back = receiveInfo(awaitingInfo(), { channel: 'phone' }, asAgent({ at: '2026-03-05T09:00:00.000Z' })).case;
    expect(percent(back, '2026-03-05T09:00:00.000Z')).toBe(0);
    expect(percent(back, '2026-03-06T21:00:00.000Z')).toBe(50);
    expect(percent(claimed(), '2026-03-04T21:00:00.000Z')).toBe(50);
  });
});
