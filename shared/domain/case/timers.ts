import type { Case, Instant, Timer, TimerKind } from './case.ts';

/**
 * A timer of the case; there is at most one of a kind, so its kind is its id. The generation is the case version that
 * sets it, hence never the same twice, and a firing that was meant for an earlier setting is told apart.
 */
export function timer(case_: Case, kind: TimerKind, dueAt: Instant, subject?: number): Timer {
  const generation = case_.version + 1;
  return { timerId: kind, kind, dueAt, generation, ...(subject !== undefined && { subject }) };
}

/** The case's timers without those of the kinds named, and with those given in place of any of their kind. */
export function withTimers(case_: Case, dropped: readonly TimerKind[], set: readonly Timer[] = []): readonly Timer[] {
  const gone = new Set([...dropped, ...set.map(({ kind }) => kind)]);
  if (set.length === 0 && !case_.timers.some(({ kind }) => gone.has(kind))) return case_.timers;
  return [...case_.timers.filter(({ kind }) => !gone.has(kind)), ...set];
}
