import { describe, expect, it } from 'vitest';
import { createThrottle } from '../../../local/gateway/throttle.ts';

describe('the throttle of a stage', () => {
  it('admits its burst, then as many as its rate refills', () => {
    let now = 0;
    const admit = createThrottle({ rate: 10, burst: 2 }, () => now);
    expect([admit(), admit(), admit()]).toEqual([true, true, false]);
    now = 100;
    expect([admit(), admit()]).toEqual([true, false]);
  });

  it('never saves up more than its burst', () => {
    let now = 0;
    const admit = createThrottle({ rate: 10, burst: 1 }, () => now);
    now = 60_000;
    expect([admit(), admit()]).toEqual([true, false]);
  });

  it('admits everything where the stage sets no limit', () => {
    const admit = createThrottle(undefined, () => 0);
    expect([admit(), admit(), admit()]).toEqual([true, true, true]);
  });
});
