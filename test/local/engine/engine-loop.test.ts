import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../../local/clock.ts';
import { createLoop } from '../../../local/engine-loop.ts';
import type { EnginePart } from '../../../local/parts.ts';

/** A part that is due at given times and notes when it ran; `then` says what running it makes due or busy. */
function aPart(
  due: number[],
  ran: [string, number][],
  name: string,
  after: (now: number) => number[] = () => [],
): EnginePart {
  let waiting = [...due];
  let busy = 0;
  return {
    nextDueAt: () => (waiting.length === 0 ? undefined : Math.min(...waiting)),
    runDue(now) {
      const ready = waiting.filter((time) => time <= now);
      waiting = waiting.filter((time) => time > now);
      for (const time of ready) {
        busy += 1;
        ran.push([name, time]);
        setImmediate(() => {
          waiting.push(...after(time));
          busy -= 1;
        });
      }
    },
    busy: () => busy,
    close: () => {},
  };
}

function aClock() {
  return createClock(new DatabaseSync(':memory:'), () => 0);
}

describe('advancing the clock', () => {
  it('runs what is due on the way in order over all parts', async () => {
    const ran: [string, number][] = [];
    const clock = aClock();
    const loop = createLoop(clock, [aPart([30, 10], ran, 'a'), aPart([20], ran, 'b')]);
    await loop.advance(100);
    loop.close();
    expect(ran).toEqual([
      ['a', 10],
      ['b', 20],
      ['a', 30],
    ]);
    expect(clock.now()).toBe(100);
  });

  it('drains before it goes on, so that what follows from one step is not overtaken', async () => {
    const ran: [string, number][] = [];
    const first = aPart([10], ran, 'first', (time) => (time === 10 ? [15] : []));
    const loop = createLoop(aClock(), [first, aPart([20], ran, 'second')]);
    await loop.advance(100);
    loop.close();
    expect(ran).toEqual([
      ['first', 10],
      ['first', 15],
      ['second', 20],
    ]);
  });

  it('leaves what is due later', async () => {
    const ran: [string, number][] = [];
    const loop = createLoop(aClock(), [aPart([500], ran, 'a')]);
    await loop.advance(499);
    loop.close();
    expect(ran).toEqual([]);
  });

  it('by nothing runs what is due now', async () => {
    const ran: [string, number][] = [];
    const loop = createLoop(aClock(), [aPart([0], ran, 'a')]);
    await loop.advance(0);
    loop.close();
    expect(ran).toEqual([['a', 0]]);
  });

  it('twice at once happens one after the other', async () => {
    const clock = aClock();
    const loop = createLoop(clock, []);
    await Promise.all([loop.advance(40), loop.advance(60)]);
    loop.close();
    expect(clock.now()).toBe(100);
  });
});

describe('real time', () => {
  it('runs what is due when it is woken', async () => {
    const ran: [string, number][] = [];
    const loop = createLoop(aClock(), [aPart([0], ran, 'a')]);
    loop.wake();
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    loop.close();
    expect(ran).toEqual([['a', 0]]);
  });
});
