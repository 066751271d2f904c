import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findRunningSystem, type RunningSystem } from '../local/cli/running-system.ts';
import type { Pids } from './cpu.ts';

/** A system that belongs to the benchmark. */
export interface BenchSystem {
  readonly url: string;
  readonly running: RunningSystem;
  readonly pids: Pids;
  /** Keeps what follows from writes from starting, or lets it go. */
  hold(on: boolean): Promise<void>;
  /** Resolves when nothing is under way any more. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 120_000;
const QUIET_WITHIN_MS = 120_000;
const POLL_MS = 100;
/** One part may hand work to the next between two looks. */
const QUIET_LOOKS = 3;

/** @param nodeOptions for the engine's process, such as `--cpu-prof` */
export async function startSystem(
  root: string,
  dataDir: string,
  port: number,
  nodeOptions: readonly string[] = [],
): Promise<BenchSystem> {
  const env = { ...process.env, PORT: String(port), GANGWAY_DATA: dataDir };
  const child = spawn(process.execPath, [...nodeOptions, ...startArguments(root)], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await untilReady(child);
  const url = `http://127.0.0.1:${port}`;
  const running = await findRunningSystem(url);
  if (!running) throw new Error('the system said that it is ready and does not answer');
  const { processes } = (await (await fetch(`${url}/_health`)).json()) as { processes: Pids };
  return {
    url,
    running,
    pids: processes,
    hold: async (on) => void (await control(url, { on })),
    quiet: () => untilQuiet(url),
    stop: () => stop(child),
  };
}

/** What `npm start` hands to Node. */
function startArguments(root: string): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } };
  return scripts.start.replace('exec node ', '').split(' ');
}

/** Imports so many cases into the data folder of a stopped system. */
export function importCases(root: string, dataDir: string, cases: number, ...more: readonly string[]): void {
  const env = { ...process.env, GANGWAY_DATA: dataDir };
  const args = ['local/import/main.ts', '--cases', String(cases), ...more];
  const result = spawnSync(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  if (result.status !== 0) throw new Error('the cases could not be imported');
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the system did not become ready')), READY_WITHIN_MS);
    child.stdout!.on('data', (chunk: Buffer) => {
      if (!chunk.toString().includes('Gangway is ready')) return;
      clearTimeout(timer);
      resolve();
    });
    child.once('exit', (code) => reject(new Error(`the system ended with ${code} before it was ready`)));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

async function untilQuiet(url: string): Promise<void> {
  const giveUpAt = performance.now() + QUIET_WITHIN_MS;
  for (let quiet = 0; quiet < QUIET_LOOKS; ) {
    if (performance.now() > giveUpAt) throw new Error('the system did not come to rest');
    await pause(POLL_MS);
    const { busy } = await control(url);
    quiet = busy === 0 ? quiet + 1 : 0;
  }
}

async function control(url: string, body?: unknown): Promise<{ readonly busy: number }> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${url}/_hold`, init);
  if (!response.ok) throw new Error(`the engine answered ${response.status} to /_hold`);
  return (await response.json()) as { busy: number };
}
