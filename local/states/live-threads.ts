import { timingSafeEqual } from 'node:crypto';
import type { Execution, ThreadPath } from './execution.ts';
import type { Machine, Scope } from './machine.ts';
import { scopeOf } from './run-children.ts';
import { stateOf } from './run-thread.ts';

/** A thread that has not ended, with the threads around it and the states it runs through. */
export interface LiveThread {
  readonly path: ThreadPath;
  readonly scope: Scope;
}

/** All threads that have not ended, outer before inner. */
export function liveThreads(execution: Execution, machine: Machine): readonly LiveThread[] {
  return [...walk([execution.root], machine.scope)];
}

function* walk(path: ThreadPath, scope: Scope): Generator<LiveThread> {
  const thread = innermost(path);
  yield { path, scope };
  if (!thread.children) return;
  const state = stateOf(thread, scope);
  if (state.type !== 'Map' && state.type !== 'Parallel') return;
  for (const [index, child] of Object.entries(thread.children.running)) {
    yield* walk([...path, child] as unknown as ThreadPath, scopeOf(state, Number(index)));
  }
}

export function innermost(path: ThreadPath) {
  return path[path.length - 1]!;
}

/** The thread whose task has this token; undefined when that task has ended. */
export function threadOfToken(live: readonly LiveThread[], token: string): LiveThread | undefined {
  const wanted = Buffer.from(token);
  return live.find(({ path }) => {
    const own = Buffer.from(innermost(path).task?.token ?? '');
    return own.length === wanted.length && timingSafeEqual(own, wanted);
  });
}

/** A moment at which something of an execution happens by itself. */
export interface DueMoment {
  readonly at: number;
  readonly what: 'wait' | 'retry' | 'timeout' | 'heartbeat';
  readonly thread: LiveThread;
}

/** The earliest of them; of two at the same time the outer thread's. */
export function nextDueMoment(live: readonly LiveThread[]): DueMoment | undefined {
  let next: DueMoment | undefined;
  for (const moment of live.flatMap(dueMoments)) {
    if (!next || moment.at < next.at) next = moment;
  }
  return next;
}

function dueMoments(live: LiveThread): readonly DueMoment[] {
  const { phase, dueAt, task } = innermost(live.path);
  const moments: DueMoment[] = [];
  if (dueAt !== undefined && (phase === 'wait' || phase === 'retry')) {
    moments.push({ at: dueAt, what: phase, thread: live });
  }
  if (task) moments.push({ at: task.timeoutAt, what: 'timeout', thread: live });
  if (task?.heartbeatAt !== undefined) moments.push({ at: task.heartbeatAt, what: 'heartbeat', thread: live });
  return moments;
}
