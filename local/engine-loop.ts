import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { MovableClock } from './clock.ts';
import type { EnginePart } from './parts.ts';

/** Runs what is due, in real time or, when the clock is advanced, step by step. */
export interface EngineLoop {
  /** True while `advance` is under way. */
  readonly advancing: boolean;
  wake(): void;
  /** Lets `durationMs` of engine time pass: everything due on the way runs in order, each drained before the next. */
  advance(durationMs: number): Promise<void>;
  close(): void;
}

/** A timer of Node overflows at 24.8 days; the loop looks again at least this often while something is due later. */
const LONGEST_SLEEP_MS = 3_600_000;
/** Shortest pause between two looks at something that is due but already under way. */
const SHORTEST_SLEEP_MS = 20;
/** Pause between two looks whether everything is drained, machine time. */
const DRAIN_POLL_MS = 1;
/** This many looks in a row must find nothing, because one part may hand work to the next in between. */
const QUIET_LOOKS = 3;

export function createLoop(clock: MovableClock, parts: readonly EnginePart[]): EngineLoop {
  let scheduled = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let turns = Promise.resolve();
  let advancing = 0;

  const nextDueAt = () => Math.min(...parts.map((part) => part.nextDueAt() ?? Number.POSITIVE_INFINITY));
  const runDue = (now: number) => {
    for (const part of parts) if ((part.nextDueAt() ?? Number.POSITIVE_INFINITY) <= now) part.runDue(now);
  };
  const tick = () => {
    scheduled = false;
    if (closed) return;
    runDue(clock.now());
    clearTimeout(timer);
    const wait = nextDueAt() - clock.now();
    if (wait === Number.POSITIVE_INFINITY) return;
    timer = setTimeout(tick, Math.min(Math.max(wait, SHORTEST_SLEEP_MS), LONGEST_SLEEP_MS));
  };
  const drain = async () => {
    for (let quiet = 0; quiet < QUIET_LOOKS && !closed; ) {
      runDue(clock.now());
      const busy = parts.some((part) => part.busy() > 0);
      quiet = busy ? 0 : quiet + 1;
      await (busy ? sleep(DRAIN_POLL_MS) : nextTurn());
    }
  };
  const pass = async (durationMs: number) => {
    const target = clock.now() + durationMs;
    await drain();
    for (let next = nextDueAt(); next <= target && !closed; next = nextDueAt()) {
      clock.moveTo(next);
      await drain();
    }
    clock.moveTo(target);
    await drain();
    tick();
  };

  return {
    get advancing() {
      return advancing > 0;
    },
    wake() {
      if (scheduled || closed) return;
      scheduled = true;
      setImmediate(tick);
    },
    advance(durationMs) {
      advancing += 1;
      const turn = turns
        .then(() => pass(durationMs))
        .finally(() => {
          advancing -= 1;
        });
      // A failed advance is its caller's to see; the next one starts afresh.
      turns = turn.catch(() => {});
      return turn;
    },
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
