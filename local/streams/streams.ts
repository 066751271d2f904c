import type { DatabaseSync } from 'node:sqlite';
import type { EngineContext, EnginePart, InvocationResult } from '../parts.ts';
import { createCheckpoints } from './checkpoints.ts';
import { isStreamMapping, readStreamMapping } from './stream-mapping.ts';
import { createStreamReader } from './stream-reader.ts';
import { createStreamSource } from './stream-source.ts';
import { createTrimmer } from './trim-stream.ts';

export interface Streams extends EnginePart {
  /** To be called after every invocation: soon looks whether the tables have changed, once for all calls till then. */
  checkSoon(): void;
  /** Keeps changes from the functions until it is called with `false`; what a function works on goes on. */
  hold(on: boolean): void;
  readonly held: boolean;
}

/** Finds what was written by anybody but the functions, e.g. an import: machine milliseconds. */
const POLL_MS = 250;

/**
 * The streams of the tables and the functions that read them.
 * @param file the DynamoDB server's own SQLite file
 */
export function createStreams(
  context: EngineContext,
  file: DatabaseSync,
  invoke: (functionName: string, event: string) => Promise<InvocationResult>,
): Streams {
  const source = createStreamSource(file);
  const checkpoints = createCheckpoints(context.database);
  const mappings = context.resources
    .filter((resource) => isStreamMapping(resource) && resource.properties.Enabled !== false)
    .map((resource) => readStreamMapping(resource, context.resources));
  const readers = mappings.map((mapping) => createStreamReader(context, source, checkpoints, mapping, invoke));
  const trimmer = createTrimmer(source, checkpoints, mappings);
  let seen: number | undefined;
  let soon = false;
  let closed = false;
  let held = false;

  const check = (): void => {
    if (held) return;
    const version = source.version();
    if (version === seen) return;
    seen = version;
    for (const reader of readers) reader.look();
    trimmer.trim();
  };
  const checkSoon = (): void => {
    if (soon) return;
    soon = true;
    // The answer of the invocation goes out first.
    setImmediate(() => {
      soon = false;
      if (!closed) check();
    });
  };
  const poll = setInterval(check, POLL_MS);
  poll.unref();
  return {
    checkSoon,
    hold(on) {
      held = on;
      seen = undefined;
      check();
    },
    get held() {
      return held;
    },
    nextDueAt: () => (held ? undefined : earliest(readers.map((reader) => reader.dueAt()))),
    runDue: () => {
      if (!held) for (const reader of readers) reader.look();
    },
    busy() {
      check();
      return readers.reduce((sum, reader) => sum + reader.busy(), 0);
    },
    close() {
      closed = true;
      clearInterval(poll);
      for (const reader of readers) reader.close();
    },
  };
}

function earliest(times: readonly (number | undefined)[]): number | undefined {
  return times.reduce(
    (first, time) => (first === undefined || (time !== undefined && time < first) ? time : first),
    undefined,
  );
}
