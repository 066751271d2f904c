import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 5;
const PROCESSES = '/proc';

/** Notes the child's process id, so that the next start finds it should this process be killed. */
export function recordChild(pidPath: string, pid: number): void {
  writeFileSync(pidPath, String(pid));
}

export function forgetChild(pidPath: string): void {
  rmSync(pidPath, { force: true });
}

/**
 * Kills the database server that a killed engine left behind and waits until it is gone.
 * @param databasePath must be an argument of the process, so that a reused process id is left alone
 */
export async function killOrphan(pidPath: string, databasePath: string): Promise<void> {
  const isOurs = (pid: number) => {
    const [program, ...args] = argumentsOf(pid);
    return program !== undefined && /dynoxide/.test(program) && args.includes(databasePath);
  };
  for (const pid of candidates(pidPath).filter(isOurs)) {
    process.kill(pid, 'SIGKILL');
    while (isOurs(pid)) await sleep(POLL_MS);
  }
  forgetChild(pidPath);
}

/** Where processes can be listed, the note of a child is not needed: the engine may have died before it was written. */
function candidates(pidPath: string): number[] {
  if (existsSync(PROCESSES)) return readdirSync(PROCESSES).map(Number).filter(Number.isInteger);
  return existsSync(pidPath) ? [Number(readFileSync(pidPath, 'utf8'))] : [];
}

function argumentsOf(pid: number): string[] {
  if (!existsSync(PROCESSES)) {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
      .stdout.trim()
      .split(' ');
  }
  try {
    return readFileSync(`${PROCESSES}/${pid}/cmdline`, 'utf8').split('\0');
  } catch (error) {
    // The process ended between the two looks.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return [];
    throw error;
  }
}
