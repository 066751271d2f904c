import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { dynoxideBinary } from './dynoxide-binary.ts';
import { forgetChild, killOrphan, recordChild } from './orphan.ts';

export interface DynoxideProcess {
  /** Process id of the running child, undefined after `stop`. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

export interface DynoxideSettings {
  readonly port: number;
  /** Absolute path of the SQLite file. */
  readonly databasePath: string;
  readonly pidPath: string;
  log(line: string): void;
}

const READY_WITHIN_MS = 10_000;
const FREE_WITHIN_MS = 1_000;
const POLL_MS = 3;
/** A server that ends this soon may do so again, so that one waits before the next. */
const SHORT_LIFE_MS = 1_000;
const PAUSE_MS = 250;
/** Its file is safe at any moment, so a server that is slow to end is killed. */
const END_WITHIN_MS = 1_000;

/**
 * Runs the DynamoDB server on its file, starting it again at once whenever it ends on its own.
 * @throws one sentence when the port is taken or the server does not come up
 */
export async function startDynoxide(settings: DynoxideSettings): Promise<DynoxideProcess> {
  await killOrphan(settings.pidPath, settings.databasePath);
  // The sockets of a killed process close a little after it is gone from the list of processes.
  if (!(await becomes(false, settings.port, FREE_WITHIN_MS))) {
    throw new Error(`Port ${settings.port} is taken; the local DynamoDB needs it.`);
  }
  let stopping = false;
  let child: ChildProcess | undefined;

  const launch = () => {
    const args = ['--host', '127.0.0.1', '--port', String(settings.port), '--db-path', settings.databasePath];
    child = spawn(dynoxideBinary(), args, { stdio: 'ignore' });
    recordChild(settings.pidPath, child.pid!);
    const launchedAt = performance.now();
    child.on('exit', (code, signal) => {
      if (stopping) return;
      settings.log(`DynamoDB ended (${signal ?? code}) and is started again.`);
      const livedMs = performance.now() - launchedAt;
      if (livedMs > SHORT_LIFE_MS) launch();
      else setTimeout(() => stopping || launch(), PAUSE_MS);
    });
  };
  launch();
  const stop = async () => {
    stopping = true;
    const ending = child;
    child = undefined;
    if (ending) await end(ending);
    forgetChild(settings.pidPath);
  };
  if (!(await becomes(true, settings.port, READY_WITHIN_MS))) {
    await stop();
    throw new Error(`The local DynamoDB does not answer on port ${settings.port}.`);
  }
  return {
    pid: () => child?.pid,
    stop,
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS);
  await ended;
  clearTimeout(impatience);
}

/** Waits until somebody, or nobody, accepts connections on the port; false when that takes too long. */
async function becomes(answered: boolean, port: number, withinMs: number): Promise<boolean> {
  const giveUpAt = performance.now() + withinMs;
  while ((await accepts(port)) !== answered) {
    if (performance.now() > giveUpAt) return false;
    await sleep(POLL_MS);
  }
  return true;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
