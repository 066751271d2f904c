import type { InvocationResult } from '../parts.ts';
import { createAdmission } from './admission.ts';
import type { FunctionConfig } from './function-config.ts';
import { createFunctionWorker, type FunctionWorker, type ThreadSettings } from './function-worker.ts';

export interface WorkerPool {
  /** Invocations under way or waiting for their function's concurrency. */
  readonly active: number;
  run(config: FunctionConfig, event: string): Promise<InvocationResult>;
  close(): Promise<void>;
}

export interface PoolSettings extends ThreadSettings {
  /** Functions with the same group share a thread. */
  groupOf(config: FunctionConfig): string;
  /** A thread that had nothing to do for this long ends. */
  readonly idleMs: number;
}

/** Spawns a thread when its first function is invoked, replaces one that timed out or crashed, ends idle ones. */
export function createWorkerPool(settings: PoolSettings): WorkerPool {
  const workers = new Map<string, FunctionWorker>();
  const retiring = new Set<FunctionWorker>();
  const admit = createAdmission();
  let active = 0;
  const sweep = setInterval(() => evictIdle(workers, settings.idleMs), settings.idleMs / 2);
  sweep.unref();

  const workerFor = (config: FunctionConfig): FunctionWorker => {
    const group = settings.groupOf(config);
    const known = workers.get(group);
    if (known && !known.retired) return known;
    if (known) retiring.add(known);
    const worker = createFunctionWorker(settings, group);
    workers.set(group, worker);
    return worker;
  };
  return {
    get active() {
      return active;
    },
    async run(config, event) {
      active += 1;
      const release = await admit(config.name, config.concurrency);
      try {
        return await workerFor(config).run(config, event);
      } finally {
        release();
        active -= 1;
      }
    },
    async close() {
      clearInterval(sweep);
      await Promise.all([...workers.values(), ...retiring].map((worker) => worker.terminate()));
    },
  };
}

function evictIdle(workers: Map<string, FunctionWorker>, idleMs: number): void {
  for (const [group, worker] of workers) {
    if (worker.active > 0 || performance.now() - worker.idleSince < idleMs) continue;
    workers.delete(group);
    worker.retire();
  }
}
