import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../../local/clock.ts';
import { parseDuration } from '../../../local/duration.ts';

describe('the engine clock', () => {
  it('is the machine time at first', () => {
    expect(createClock(new DatabaseSync(':memory:'), () => 1_000).now()).toBe(1_000);
  });

  it('runs on from where it was moved to', () => {
    let machine = 1_000;
    const clock = createClock(new DatabaseSync(':memory:'), () => machine);
    clock.moveTo(50_000);
    machine = 1_500;
    expect(clock.now()).toBe(50_500);
    expect(clock.offsetMs()).toBe(49_000);
  });

  it('never goes back', () => {
    const clock = createClock(new DatabaseSync(':memory:'), () => 1_000);
    clock.moveTo(50_000);
    clock.moveTo(20_000);
    expect(clock.now()).toBe(50_000);
  });

  it('keeps its offset for the next engine', () => {
    const database = new DatabaseSync(':memory:');
    createClock(database, () => 1_000).moveTo(50_000);
    expect(createClock(database, () => 2_000).now()).toBe(51_000);
  });

  it('shares its offset with other threads', () => {
    const clock = createClock(new DatabaseSync(':memory:'), () => 1_000);
    clock.moveTo(4_000);
    expect(new Float64Array(clock.shared)[0]).toBe(3_000);
  });
});

describe('a duration', () => {
  it.each([
    ['P5D', 432_000_000],
    ['PT0S', 0],
    ['PT1H30M', 5_400_000],
    ['P1W', 604_800_000],
    ['P1DT0.5S', 86_400_500],
  ])('%s is %d milliseconds', (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });

  it.each(['', 'P', 'PT', 'P1DT', '5D', 'P1M', 'P1Y', '-P1D', 'P1D ', 'PT1S1M'])('"%s" is refused', (text) => {
    expect(() => parseDuration(text)).toThrow('is not a duration');
  });
});
