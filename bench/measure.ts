import { signIn } from '../local/cli/sign-in.ts';
import { type Cpu, cpuOf, each, memoryMb, spent } from './cpu.ts';
import { type Outcome, startGenerator } from './load.ts';
import { callsOn, FOLLOW_UP, OPERATIONS, type Operation } from './operations.ts';
import { paceMs } from './pace.ts';
import type { BenchSystem } from './system.ts';

/** What one batch of one operation came to. */
export interface Sample {
  readonly operation: Operation;
  readonly concurrency: number;
  readonly outcome: Outcome;
  /** CPU of one request until its answer, and of what follows from it. */
  readonly request: Cpu;
  readonly followUp: Cpu;
  /** CPU milliseconds of the fixed work around this sample. */
  readonly paceMs: number;
}

export interface Measured {
  readonly cases: number;
  readonly samples: readonly Sample[];
  /** CPU of one operation with all that follows, one after the other with nothing held back. */
  readonly alone: ReadonlyMap<Operation, Cpu>;
  /** Milliseconds of CPU in a second in which nobody asks for anything. */
  readonly idle: Cpu;
  readonly restMemoryMb: number;
  readonly peakMemoryMb: number;
}

const ROUNDS = 3;
/** Calls in a batch by concurrency. A case can be claimed once, so there are fewer of those. */
const SIZES: Readonly<Record<number, Readonly<Record<'read' | 'write' | 'claim', number>>>> = {
  1: { read: 150, write: 80, claim: 30 },
  16: { read: 320, write: 160, claim: 64 },
};
export const CONCURRENCIES = Object.keys(SIZES).map(Number);
/** Until V8 has compiled what is used often. */
const WARM_UP = { read: 800, write: 300, claim: 60 };
const ALONE = 30;
const IDLE_SECONDS = 5;
/** How many cases a measurement claims: what comes after it has to begin behind them. */
export const CLAIMS = WARM_UP.claim + ALONE + ROUNDS * CONCURRENCIES.reduce((sum, one) => sum + SIZES[one]!.claim, 0);

const sizeOf = (operation: Operation) => {
  if (operation === 'claim') return 'claim';
  return FOLLOW_UP[operation] === 'none' ? 'read' : 'write';
};

/** Runs every operation on a running system with so many imported cases. */
export async function measure(system: BenchSystem, cases: number): Promise<Measured> {
  const tokens = { contact: await signIn(system.running, 'nina'), agent: await signIn(system.running, 'ada') };
  const callOf = callsOn(cases, tokens);
  const generator = startGenerator();
  let peakMemoryMb = memoryMb(system.pids);
  const run = async (operation: Operation, concurrency: number, count: number): Promise<Outcome> => {
    const calls = Array.from({ length: count }, () => callOf(operation));
    const outcome = await generator.run({ url: system.url, calls, concurrency });
    peakMemoryMb = Math.max(peakMemoryMb, memoryMb(system.pids));
    return outcome;
  };
  try {
    for (const operation of OPERATIONS) await run(operation, 8, WARM_UP[sizeOf(operation)]);
    await system.quiet();
    const samples: Sample[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const operation of OPERATIONS) {
        for (const concurrency of CONCURRENCIES) samples.push(await sampleOf(system, operation, concurrency, run));
        peakMemoryMb = Math.max(peakMemoryMb, memoryMb(system.pids));
      }
    }
    const alone = new Map<Operation, Cpu>();
    for (const operation of OPERATIONS) {
      if (FOLLOW_UP[operation] !== 'none') alone.set(operation, await aloneOf(system, operation, run));
    }
    const idle = await idleOf(system);
    return { cases, samples, alone, idle, restMemoryMb: memoryMb(system.pids), peakMemoryMb };
  } finally {
    generator.stop();
  }
}

type Run = (operation: Operation, concurrency: number, count: number) => Promise<Outcome>;

async function sampleOf(system: BenchSystem, operation: Operation, concurrency: number, run: Run): Promise<Sample> {
  const count = SIZES[concurrency]![sizeOf(operation)];
  await system.hold(true);
  const paceBefore = paceMs();
  const before = cpuOf(system.pids);
  const outcome = await run(operation, concurrency, count);
  const answered = cpuOf(system.pids);
  const paceBetween = paceMs();
  await system.hold(false);
  await system.quiet();
  const done = cpuOf(system.pids);
  return {
    operation,
    concurrency,
    outcome,
    request: each(spent(before, answered), count),
    followUp: each(spent(answered, done), count),
    paceMs: (paceBefore + paceBetween + paceMs()) / 3,
  };
}

async function aloneOf(system: BenchSystem, operation: Operation, run: Run): Promise<Cpu> {
  const before = cpuOf(system.pids);
  await run(operation, 1, ALONE);
  await system.quiet();
  return each(spent(before, cpuOf(system.pids)), ALONE);
}

async function idleOf(system: BenchSystem): Promise<Cpu> {
  const before = cpuOf(system.pids);
  await new Promise((resolve) => setTimeout(resolve, IDLE_SECONDS * 1000));
  return each(spent(before, cpuOf(system.pids)), IDLE_SECONDS);
}
