import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { InvocationResult } from '../parts.ts';
import type { FunctionConfig } from './function-config.ts';

/** One worker thread that hosts one or several functions. */
export interface FunctionWorker {
  /** Invocations under way. */
  readonly active: number;
  /** Epoch-free machine time (`performance.now`, ms) at which the last invocation ended. */
  readonly idleSince: number;
  /** True once the thread takes no new invocation: it timed out, crashed or could not load a module. */
  readonly retired: boolean;
  run(config: FunctionConfig, event: string): Promise<InvocationResult>;
  /** Takes nothing new and ends as soon as nothing is under way. */
  retire(): void;
  terminate(): Promise<void>;
}

interface Reply {
  readonly id: string;
  readonly payload?: string;
  readonly failure?: { errorType: string; errorMessage: string; trace: string[] };
  readonly broken?: boolean;
}

interface Waiting {
  settle(result: InvocationResult): void;
  readonly timer: NodeJS.Timeout;
}

const BOOTSTRAP = new URL('./worker.mjs', import.meta.url);

export interface ThreadSettings {
  /** Engine time ahead of the machine's: one Float64, milliseconds. */
  readonly clockOffset: SharedArrayBuffer;
  /** Limit of the thread's old generation, MiB. */
  readonly heapMb: number;
  /** Absolute path of the folder for compiled code. */
  readonly compileCachePath: string;
}

/** @param name of the thread, as the machine's tools show it */
export function createFunctionWorker(settings: ThreadSettings, name: string): FunctionWorker {
  const { clockOffset, heapMb, compileCachePath } = settings;
  const thread = new Worker(BOOTSTRAP, {
    name,
    env: {},
    workerData: { clockOffset, compileCachePath },
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 16 },
  });
  const waiting = new Map<string, Waiting>();
  const defined = new Set<string>();
  let retired = false;
  let idleSince = performance.now();
  // A thread keeps the process alive only while it works.
  thread.unref();

  const finish = (id: string, result: InvocationResult) => {
    const entry = waiting.get(id);
    if (!entry) return;
    waiting.delete(id);
    clearTimeout(entry.timer);
    idleSince = performance.now();
    entry.settle(result);
    if (retired && waiting.size === 0) void thread.terminate();
  };
  const crash = (errorType: string, errorMessage: string) => {
    retired = true;
    for (const id of [...waiting.keys()]) finish(id, { ok: false, errorType, errorMessage });
  };
  const retire = () => {
    retired = true;
    if (waiting.size === 0) void thread.terminate();
  };

  thread.on('message', (reply: Reply) => {
    if (reply.broken) retired = true;
    finish(reply.id, resultOf(reply));
  });
  thread.on('error', (error: Error) => crash('Runtime.ExitError', error.message));
  thread.on('exit', () => crash('Runtime.ExitError', 'The runtime exited while the function was running.'));

  return {
    get active() {
      return waiting.size;
    },
    get idleSince() {
      return idleSince;
    },
    get retired() {
      return retired;
    },
    run(config, event) {
      const id = randomUUID();
      if (!defined.has(config.name)) {
        defined.add(config.name);
        thread.postMessage({ kind: 'define', config });
      }
      return new Promise((settle) => {
        const timer = setTimeout(() => {
          retire();
          finish(id, timedOut(config));
        }, config.timeoutSeconds * 1000);
        waiting.set(id, { settle, timer });
        const remainingMs = config.timeoutSeconds * 1000;
        thread.postMessage({ kind: 'invoke', id, name: config.name, event, remainingMs });
      });
    },
    retire,
    async terminate() {
      retired = true;
      await thread.terminate();
    },
  };
}

function resultOf(reply: Reply): InvocationResult {
  if (reply.failure) return { ok: false, ...reply.failure };
  return { ok: true, payload: JSON.parse(reply.payload!) };
}

function timedOut(config: FunctionConfig): InvocationResult {
  const errorMessage = `Task timed out after ${config.timeoutSeconds.toFixed(2)} seconds`;
  return { ok: false, errorType: 'Sandbox.Timedout', errorMessage };
}
