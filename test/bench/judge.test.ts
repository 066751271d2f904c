import { describe, expect, it } from 'vitest';
import { percentile } from '../../bench/load.ts';
import type { Measured, Sample } from '../../bench/measure.ts';
import { OPERATIONS } from '../../bench/operations.ts';
import { table } from '../../bench/report.ts';
import { isMet, judge } from '../../bench/targets.ts';

const cpu = (ms: number) => ({ functions: ms / 2, engine: ms / 4, table: ms / 4 });

/** Every request and every follow-up costs `ms` at a pace of `paceMs`. */
function aWorld(cases: number, ms: number, paceMs: number): Measured {
  const outcome = { latencies: [1], tookMs: 1 };
  const samples = OPERATIONS.flatMap((operation) =>
    [1, 16].map(
      (concurrency): Sample => ({
        operation,
        concurrency,
        outcome,
        request: cpu(ms),
        followUp: cpu(ms),
        paceMs,
      }),
    ),
  );
  return { cases, samples, alone: new Map(), idle: cpu(0), restMemoryMb: 300, peakMemoryMb: 400 };
}
const judged = (worlds: readonly Measured[]) =>
  judge({ worlds, sdkCalls: new Map([['get', 2]]), largestBundleBytes: 480 * 1024, bestPaceMs: 10 });
const of = (worlds: readonly Measured[], what: string) => judged(worlds).find((one) => one.what === what)!;

describe('a target', () => {
  it('is held against what was measured, and tells what it would be at the best pace', () => {
    const get = of([aWorld(1000, 4, 20)], 'request of get at 1000 cases, concurrency 1');
    expect(get).toMatchObject({ target: 2.5, value: 4, atBestPace: 2 });
    expect(isMet(get)).toBe(false);
  });

  it('of growth compares worlds at their own paces', () => {
    const growth = of([aWorld(1000, 4, 10), aWorld(100_000, 9, 20)], 'growth of get, concurrency 16');
    expect(growth).toMatchObject({ target: 1.2, value: 1.125 });
    expect(isMet(growth)).toBe(true);
  });

  it('is met at its very value', () => {
    expect(isMet(of([aWorld(1000, 4, 10)], 'largest bundle'))).toBe(true);
  });

  it('is not met by one SDK call too many', () => {
    expect(isMet(of([aWorld(1000, 4, 10)], 'SDK calls of get'))).toBe(false);
  });
});

describe('a percentile', () => {
  it('is a value that was measured', () => {
    expect(percentile([3, 1, 2], 0.5)).toBe(2);
    expect(percentile([3, 1, 2], 0.99)).toBe(3);
  });
});

describe('a table', () => {
  it('has columns as wide as they must be', () => {
    expect(
      table([
        ['', 'ms'],
        ['get', '2.50'],
      ]),
    ).toBe('       ms\nget  2.50');
  });
});
