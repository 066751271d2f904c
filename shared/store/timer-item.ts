import * as z from 'zod/mini';
import { type Case, TIMER_KINDS, type Timer } from '../domain/case/case.ts';
import { readState, stored } from './stored-json.ts';
import { type Key, shardOf } from './table.ts';

const timerSchema = z.looseObject({
  timerId: z.string(),
  kind: z.enum(TIMER_KINDS),
  dueAt: z.string(),
  generation: z.int(),
});

const timerKey = (caseId: string, timerId: string): Key => ({ pk: `CASE#${caseId}`, sk: `A#timer#${timerId}` });

/** Partition of the index of what is due. */
export const dueShard = (shard: number): string => `DUE#${shard}`;

/** A timer, on the index of what is due, sorted by `<dueAt>#<caseId>#<timerId>`. The sweep reads `row` alone. */
export function toTimerItem(caseId: string, timer: Timer, shardCount: number) {
  const { timerId, generation, dueAt } = timer;
  return {
    ...stored(timerKey(caseId, timerId), timer),
    kind: 'timer',
    row: JSON.stringify({ caseId, timerId, generation, dueAt }),
    gsi1pk: dueShard(shardOf(caseId, shardCount)),
    gsi1sk: `${dueAt}#${caseId}#${timerId}`,
  };
}

export const isTimer = (sk: string): boolean => sk.startsWith('A#timer#');

/** @throws {CorruptItem} */
export const fromTimerItem = (item: Record<string, unknown>): Timer => readState<Timer>(item, timerSchema);

/** Timers that are new or set anew, and keys of those that are gone. */
export function timerChanges(before: Case | undefined, after: Case, shardCount: number) {
  const old = before?.timers ?? [];
  if (old === after.timers) return { put: [], remove: [] };
  const kept = new Set(after.timers.map(({ timerId }) => timerId));
  return {
    put: after.timers
      .filter((timer) => !old.includes(timer))
      .map((timer) => toTimerItem(after.caseId, timer, shardCount)),
    remove: old.filter(({ timerId }) => !kept.has(timerId)).map(({ timerId }) => timerKey(after.caseId, timerId)),
  };
}
