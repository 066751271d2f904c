import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 5;

/** Notes the child's process id, so that the next start finds it should this process be killed. */
export function recordChild(pidPath: string, pid: number): void {
  writeFileSync(pidPath, String(pid));
}

export function forgetChild(pidPath: string): void {
  rmSync(pidPath, { force: true });
}

/**
 * Kills the database server that a killed engine left behind and waits until it is gone.
 * @param databasePath must occur in the process's command line, so that a reused process id is left alone
 */
export async function killOrphan(pidPath: string, databasePath: string): Promise<void> {
  if (!existsSync(pidPath)) return;
  const pid = Number(readFileSync(pidPath, 'utf8'));
  while (isOurs(pid, databasePath)) {
    process.kill(pid, 'SIGKILL');
    await sleep(POLL_MS);
  }
  forgetChild(pidPath);
}

function isOurs(pid: number, databasePath: string): boolean {
  const path = `/proc/${pid}/cmdline`;
  if (!Number.isInteger(pid) || !existsSync(path)) return false;
  try {
    return readFileSync(path, 'utf8').includes(databasePath);
  } catch (error) {
    // The process ended between the two calls.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return false;
    throw error;
  }
}
