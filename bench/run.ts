import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Calls, countCalls } from './calls.ts';
import { CLAIMS, type Measured, measure } from './measure.ts';
import type { Operation } from './operations.ts';
import { reportText } from './report.ts';
import { measureStartUps } from './start-up.ts';
import { importCases, startSystem } from './system.ts';
import { judge } from './targets.ts';

/**
 * `npm run bench [-- --quick]`: measures a system of its own with 1,000 and 100,000 cases (with `--quick` only 1,000) and
 * writes `bench/results/latest.txt`. Ends with 0 whatever the targets say: they are in the text.
 */
const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const WORLDS = values.quick ? [1_000] : [1_000, 100_000];
/** Away from the port of a system that may be in use. */
const PORT = 4800;

const root = join(import.meta.dirname, '..');
const startedAt = performance.now();
const say = (line: string) =>
  console.log(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${line}`);

/** @param whenMeasured runs on the data folder of the stopped system */
async function measureWorld(cases: number, whenMeasured?: (dataDir: string) => Promise<void>): Promise<Measured> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gangway-bench-'));
  try {
    await (await startSystem(root, dataDir, PORT)).stop();
    say(`importing ${cases} cases`);
    importCases(root, dataDir, cases);
    say(`measuring ${cases} cases`);
    const system = await startSystem(root, dataDir, PORT);
    try {
      return await measure(system, cases);
    } finally {
      await system.stop();
      await whenMeasured?.(dataDir);
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

let calls: ReadonlyMap<Operation, Calls> = new Map();
const worlds: Measured[] = [];
for (const cases of WORLDS) {
  const count = async (dataDir: string) => {
    say('counting calls');
    calls = await countCalls(root, dataDir, PORT, cases, CLAIMS);
  };
  worlds.push(await measureWorld(cases, cases === WORLDS[0] ? count : undefined));
}
say('loading every bundle');
const startUps = measureStartUps(root);
const paces = worlds.flatMap(({ samples }) => samples.map((sample) => sample.paceMs));
const sdkCalls = new Map([...calls].map(([operation, { request }]) => [operation, request]));
const largestBundleBytes = Math.max(...startUps.functions.map(({ bytes }) => bytes));
const judged = judge({ worlds, sdkCalls, largestBundleBytes, bestPaceMs: Math.min(...paces) });

const explained = join(import.meta.dirname, 'where-the-time-goes.txt');
const text = reportText({
  command: `npm run bench${values.quick ? ' -- --quick' : ''}`,
  at: new Date(),
  tookMs: performance.now() - startedAt,
  worlds,
  calls,
  startUps,
  judged,
  paces,
  explanation: existsSync(explained) ? readFileSync(explained, 'utf8') : '',
});
const results = join(import.meta.dirname, 'results');
mkdirSync(results, { recursive: true });
writeFileSync(join(results, 'latest.txt'), text);
console.log(`\n${text}`);
