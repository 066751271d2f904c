import { fork } from 'node:child_process';
import { join } from 'node:path';

/** One call and the only answer that is right. */
export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number;
}

export interface Batch {
  readonly url: string;
  readonly calls: readonly Call[];
  readonly concurrency: number;
}

export interface Outcome {
  /** Milliseconds of each call, in no order. */
  readonly latencies: readonly number[];
  readonly tookMs: number;
}

export interface LoadGenerator {
  /** @throws when a call is answered otherwise than it should be */
  run(batch: Batch): Promise<Outcome>;
  stop(): void;
}

type Reply = { readonly outcome: Outcome } | { readonly failure: string };

/** A process of its own, whose CPU time is nobody's business. */
export function startGenerator(): LoadGenerator {
  const child = fork(join(import.meta.dirname, 'generator.ts'));
  return {
    run: (batch) =>
      new Promise((resolve, reject) => {
        child.once('message', (reply: Reply) => {
          if ('outcome' in reply) resolve(reply.outcome);
          else reject(new Error(reply.failure));
        });
        child.send(batch);
      }),
    stop: () => void child.kill(),
  };
}

/** The value below which so large a share of all lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
