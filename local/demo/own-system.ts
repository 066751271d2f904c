import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { findRunningSystem, type RunningSystem } from '../cli/running-system.ts';

const READY_WITHIN_MS = 90_000;

/** A system that the demo starts for itself, in a data folder of its own. */
export class OwnSystem {
  readonly url: string;
  readonly #env: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;

  constructor(dataDir: string, port: number) {
    this.url = `http://127.0.0.1:${port}`;
    this.#env = { ...process.env, PORT: String(port), GANGWAY_DATA: dataDir };
  }

  async start(): Promise<RunningSystem> {
    const child = spawn(process.execPath, ['local/start.ts'], { env: this.#env, stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child = child;
    await saidReady(child);
    const system = await findRunningSystem(this.url);
    if (system === undefined) throw new Error('the system said that it is ready and does not answer');
    return system;
  }

  /** `kill -9` of every process of the system at once. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child?.pid === undefined) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    // The engine first, or it would see a part of itself end and start it again.
    for (const pid of [child.pid, ...descendants(child.pid)]) killNow(pid);
    await ended;
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
}

/** The last line of `npm start`: the demo world is seeded and everything answers. */
async function saidReady(child: ChildProcess): Promise<void> {
  let said = '';
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (text) => {
      said += text;
      if (said.includes('Gangway is ready')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the system ended with ${code} before it was ready`)));
  });
  const tooLate = pause(READY_WITHIN_MS, undefined, { ref: false }).then(() => {
    throw new Error(`the system was not ready within ${READY_WITHIN_MS / 1000} s`);
  });
  await Promise.race([ready, tooLate]);
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it has just ended by itself
  }
}

/** Process ids below one, from /proc. */
function descendants(pid: number): readonly number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => parentOf(candidate) === pid);
  return children.flatMap((child) => [...descendants(child), child]);
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined; // ended meanwhile
    throw error;
  }
}
