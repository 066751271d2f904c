import { type Cpu, total } from './cpu.ts';
import { median } from './load.ts';
import { CONCURRENCIES, type Measured, type Sample } from './measure.ts';
import { FOLLOW_UP, OPERATIONS, type Operation } from './operations.ts';

/** CPU milliseconds of the request's own part. */
const REQUEST_MS: Readonly<Record<Operation, number>> = {
  create: 6,
  get: 2.5,
  comment: 5,
  'comment by staff': 5,
  claim: 6,
  'list of 50': 8,
};
const FOLLOW_UP_MS = { 'without mail': 6, 'with mail': 12 } as const;
const SDK_CALLS: Readonly<Record<Operation, number>> = {
  create: 2,
  get: 1,
  comment: 2,
  'comment by staff': 2,
  claim: 2,
  'list of 50': 1,
};
const GROWTH = 1.2;
const MEMORY_MB = 500;
const BUNDLE_KB = 480;

/** A target beside what was measured. `atBestPace`: had the machine been as fast all the time as at its best. */
export interface Judged {
  readonly what: string;
  readonly target: number;
  readonly value: number;
  readonly atBestPace?: number;
  readonly unit: string;
}

export interface Findings {
  readonly worlds: readonly Measured[];
  readonly sdkCalls: ReadonlyMap<Operation, number>;
  readonly largestBundleBytes: number;
  /** CPU milliseconds of the fixed work at the machine's best. */
  readonly bestPaceMs: number;
}

export const isMet = ({ target, value }: Judged): boolean => value <= target;

/** The median over the rounds of one operation at one concurrency. */
export function typical(
  { samples }: Measured,
  operation: Operation,
  concurrency: number,
  part: (sample: Sample) => number,
): number {
  return median(samples.filter((one) => one.operation === operation && one.concurrency === concurrency).map(part));
}

export const requestMs = ({ request }: Sample): number => total(request);
export const followUpMs = ({ followUp }: Sample): number => total(followUp);
export const shareOf = (part: (sample: Sample) => Cpu, share: keyof Cpu) => (sample: Sample) => part(sample)[share];

export function judge(findings: Findings): readonly Judged[] {
  const { worlds, sdkCalls, largestBundleBytes } = findings;
  return [
    ...worlds.flatMap((world) => judgeCosts(world, findings.bestPaceMs)),
    ...judgeGrowth(worlds),
    ...worlds.map((world) => ({
      what: `memory at ${world.cases} cases`,
      target: MEMORY_MB,
      value: world.peakMemoryMb,
      unit: 'MB',
    })),
    ...OPERATIONS.map((operation) => ({
      what: `SDK calls of ${operation}`,
      target: SDK_CALLS[operation],
      value: sdkCalls.get(operation) ?? Number.NaN,
      unit: 'calls',
    })),
    { what: 'largest bundle', target: BUNDLE_KB, value: largestBundleBytes / 1024, unit: 'KB' },
  ];
}

function judgeCosts(world: Measured, bestPaceMs: number): readonly Judged[] {
  return OPERATIONS.flatMap((operation) =>
    CONCURRENCIES.flatMap((concurrency) => {
      const where = `${operation} at ${world.cases} cases, concurrency ${concurrency}`;
      const cost = (part: (sample: Sample) => number) => ({
        value: typical(world, operation, concurrency, part),
        atBestPace: typical(world, operation, concurrency, (sample) => (part(sample) * bestPaceMs) / sample.paceMs),
        unit: 'ms',
      });
      const followUp = FOLLOW_UP[operation];
      const request = { what: `request of ${where}`, target: REQUEST_MS[operation], ...cost(requestMs) };
      if (followUp === 'none') return [request];
      return [
        request,
        { what: `follow-up (${followUp}) of ${where}`, target: FOLLOW_UP_MS[followUp], ...cost(followUpMs) },
      ];
    }),
  );
}

/** The largest world against the smallest, each sample at its own pace. */
function judgeGrowth(worlds: readonly Measured[]): readonly Judged[] {
  const [small, large] = [worlds[0], worlds.at(-1)];
  if (!small || !large || small === large) return [];
  return OPERATIONS.flatMap((operation) =>
    CONCURRENCIES.map((concurrency) => {
      const paced = (world: Measured) =>
        typical(world, operation, concurrency, (sample) => requestMs(sample) / sample.paceMs);
      return {
        what: `growth of ${operation}, concurrency ${concurrency}`,
        target: GROWTH,
        value: paced(large) / paced(small),
        unit: 'times',
      };
    }),
  );
}
