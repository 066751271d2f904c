import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { signIn } from '../local/cli/sign-in.ts';
import { startGenerator } from './load.ts';
import { callsOn, OPERATIONS, type Operation } from './operations.ts';
import { startSystem } from './system.ts';

/** SDK calls of one operation: what the request needed, and what followed from it. */
export interface Calls {
  readonly request: number;
  readonly followUp: number;
  /** Function and name of each call of the follow-up, with how often it was made per operation. */
  readonly made: ReadonlyMap<string, number>;
}

const REPEATS = 10;
const WARM_UP = 3;

/** Counts on a system of its own, because counting costs time. @param claimed how many cases have been claimed before */
export async function countCalls(
  root: string,
  dataDir: string,
  port: number,
  cases: number,
  claimed: number,
): Promise<ReadonlyMap<Operation, Calls>> {
  const file = join(dataDir, 'calls.log');
  const preload = pathToFileURL(join(import.meta.dirname, 'count-calls.mjs'));
  preload.search = encodeURIComponent(file);
  const system = await startSystem(root, dataDir, port, ['--import', preload.href]);
  const generator = startGenerator();
  try {
    const tokens = { contact: await signIn(system.running, 'nina'), agent: await signIn(system.running, 'ada') };
    const callOf = callsOn(cases, tokens, claimed);
    const run = async (operation: Operation, count: number) => {
      writeFileSync(file, '');
      const calls = Array.from({ length: count }, () => callOf(operation));
      await generator.run({ url: system.url, calls, concurrency: 1 });
      return linesOf(file);
    };
    const counted = new Map<Operation, Calls>();
    for (const operation of OPERATIONS) {
      await run(operation, WARM_UP);
      await system.quiet();
      await system.hold(true);
      const asked = await run(operation, REPEATS);
      await system.hold(false);
      await system.quiet();
      const all = linesOf(file);
      counted.set(operation, {
        request: asked.length / REPEATS,
        followUp: (all.length - asked.length) / REPEATS,
        made: tally(all.slice(asked.length)),
      });
    }
    return counted;
  } finally {
    generator.stop();
    await system.stop();
  }
}

const linesOf = (file: string): readonly string[] => readFileSync(file, 'utf8').split('\n').slice(0, -1);

function tally(lines: readonly string[]): ReadonlyMap<string, number> {
  const names = Map.groupBy(lines, (line) => line.replace(/ .*\./, ' '));
  return new Map([...names].map(([name, found]) => [name, found.length / REPEATS]));
}
