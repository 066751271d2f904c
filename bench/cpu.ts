import { readdirSync, readFileSync } from 'node:fs';

/** The two processes of a system. */
export interface Pids {
  readonly engine: number;
  readonly dynamodb: number;
}

/** Whose CPU time it is. `engine` is everything that AWS would do for us, but for the table. */
export const SHARES = ['functions', 'engine', 'table'] as const;
export type Share = (typeof SHARES)[number];

/** CPU time in milliseconds, user and system. */
export type Cpu = Readonly<Record<Share, number>>;

/** Threads of the engine that run our functions; they are named after what they host. */
const FUNCTION_THREADS = ['requests', 'follow-up', 'long'];
/** V8's helpers collect garbage and compile for all threads; what they spend goes to the shares by their own time. */
const SHARED_THREADS = ['V8Worker'];
const NS_PER_MS = 1e6;

/** What both processes have spent so far. Needs Linux: the kernel counts every thread to the nanosecond. */
export function cpuOf({ engine, dynamodb }: Pids): Cpu {
  const threads = threadsOf(engine);
  const sum = (wanted: (name: string) => boolean) =>
    threads.filter(({ name }) => wanted(name)).reduce((total, { ms }) => total + ms, 0);
  const functions = sum((name) => FUNCTION_THREADS.includes(name));
  const shared = sum((name) => SHARED_THREADS.includes(name));
  const own = sum((name) => !FUNCTION_THREADS.includes(name) && !SHARED_THREADS.includes(name));
  const toFunctions = functions + own === 0 ? 0 : (shared * functions) / (functions + own);
  const table = threadsOf(dynamodb).reduce((total, { ms }) => total + ms, 0);
  return { functions: functions + toFunctions, engine: own + shared - toFunctions, table };
}

export const spent = (before: Cpu, after: Cpu): Cpu => ({
  functions: after.functions - before.functions,
  engine: after.engine - before.engine,
  table: after.table - before.table,
});

export const each = (cpu: Cpu, operations: number): Cpu => ({
  functions: cpu.functions / operations,
  engine: cpu.engine / operations,
  table: cpu.table / operations,
});

export const total = ({ functions, engine, table }: Cpu): number => functions + engine + table;

/** Resident memory of both processes, MiB. */
export function memoryMb({ engine, dynamodb }: Pids): number {
  return [engine, dynamodb].reduce((sum, pid) => sum + residentKib(pid), 0) / 1024;
}

function residentKib(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  if (!found) throw new Error(`The kernel does not tell the memory of process ${pid}.`);
  return Number(found[1]);
}

function threadsOf(pid: number): readonly { readonly name: string; readonly ms: number }[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) => {
    const folder = `/proc/${pid}/task/${task}`;
    try {
      const ns = Number(readFileSync(`${folder}/schedstat`, 'latin1').split(' ')[0]);
      return [{ name: readFileSync(`${folder}/comm`, 'latin1').trim(), ms: ns / NS_PER_MS }];
    } catch (error) {
      if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return []; // it has just ended
      throw error;
    }
  });
}
