import { expect, test } from 'vitest';
import { onDue } from '../../../functions/timers/on-due.ts';
import { timerMessage } from '../../../functions/timers/queues.ts';
import { sweepTimers } from '../../../functions/timers/sweep-timers.ts';
import { addHours } from '../../../shared/domain/calendar.ts';
import type { DueItem } from '../../../shared/store/work-ports.ts';
import { AT, aCase, aPlaybook } from '../../support/a-case.ts';
import { MemoryCases } from '../../support/memory-cases.ts';

const CASE_ID = 'case_01JD0000000000000000000000';
const timer = (n: number): DueItem => ({ kind: 'timer', caseId: CASE_ID, timerId: `t${n}`, generation: n, dueAt: AT });
const runCheck: DueItem = { kind: 'run_check', caseId: CASE_ID, dueAt: AT };

function sweepWorld(pages: readonly (readonly DueItem[])[], refuse = 0) {
  const timers: string[] = [];
  const signals: string[] = [];
  const migrations: string[] = [];
  const sizes: number[] = [];
  const queue = (kept: string[]) => async (entries: { Id: string; MessageBody: string }[]) => {
    sizes.push(entries.length);
    kept.push(...entries.map(({ MessageBody }) => MessageBody));
    return { Failed: entries.slice(0, refuse) };
  };
  const work = {
    due: async (shard: number, _now: string, page: { cursor?: string }) => {
      const index = Number(page.cursor ?? 0);
      const items = shard === 0 ? (pages[index] ?? []) : [];
      return { items, cursor: shard === 0 && index + 1 < pages.length ? String(index + 1) : undefined };
    },
  };
  return {
    timers,
    signals,
    migrations,
    sizes,
    deps: {
      work,
      timers: queue(timers),
      signals: queue(signals),
      migrations: queue(migrations),
      shardCount: 2,
      now: () => AT,
    },
  };
}

test('everything that is due goes to the queue of its kind, ten at a time, page after page', async () => {
  const first = Array.from({ length: 12 }, (_, index) => timer(index + 1));
  const stalled = { kind: 'migration_check', migrationId: 'mig_1', dueAt: AT } as const;
  const { timers, signals, migrations, sizes, deps } = sweepWorld([first, [runCheck, timer(13), stalled]]);
  await sweepTimers(deps);
  expect(sizes).toEqual([10, 2, 1, 1, 1]);
  expect(timers).toHaveLength(13);
  expect(timerMessage.parse(JSON.parse(timers[0] ?? ''))).toEqual({
    kind: 'timer',
    caseId: CASE_ID,
    timerId: 't1',
    generation: 1,
  });
  expect(signals).toEqual([`{"kind":"run_check","caseId":"${CASE_ID}"}`]);
  expect(migrations).toEqual(['{"migrationId":"mig_1"}']);
});

test('a queue that refuses messages fails the sweep after all have been offered', async () => {
  const { timers, deps } = sweepWorld([[timer(1)], [timer(2)]], 1);
  await expect(sweepTimers(deps)).rejects.toThrow('2 due items were refused by their queue');
  expect(timers).toHaveLength(2);
});

test('a sweep with nothing due calls no queue', async () => {
  const { sizes, deps } = sweepWorld([[]]);
  await sweepTimers(deps);
  expect(sizes).toEqual([]);
});

const offered = aCase({
  status: 'new',
  offer: { assignee: 'agent_bo', offeredBy: 'agent_sue', offeredAt: AT, expiresAt: addHours(AT, 8) },
  timers: [{ timerId: 'offer_expiry', kind: 'offer_expiry', dueAt: addHours(AT, 8), generation: 1 }],
});

function dueWorld(now: string) {
  const cases = new MemoryCases(offered);
  return {
    cases,
    fire: onDue({ cases, playbookOf: async () => aPlaybook(), now: () => now, newId: (prefix) => `${prefix}_1` }),
  };
}
const message = { kind: 'timer' as const, caseId: 'case_1', timerId: 'offer_expiry', generation: 1 };

test('a timer acts once, however often its message comes and however late', async () => {
  const { cases, fire } = dueWorld(addHours(AT, 200));
  await fire(message);
  await fire(message);
  expect(cases.events.map(({ data }) => data.types)).toEqual([['case.offer_expired']]);
  expect(cases.current('case_1').timers).toEqual([]);
});

test('a message of an earlier setting of the timer, or one that comes too early, changes nothing', async () => {
  const late = dueWorld(addHours(AT, 9));
  await late.fire({ ...message, generation: 0 });
  const early = dueWorld(addHours(AT, 7));
  await early.fire(message);
  expect([...late.cases.events, ...early.cases.events]).toEqual([]);
});

test('a lost race is decided again on the new state', async () => {
  const { cases, fire } = dueWorld(addHours(AT, 9));
  const commit = cases.commit.bind(cases);
  let raced = false;
  cases.commit = async (change) => {
    if (!raced) {
      raced = true;
      cases.overwrite({ ...offered, version: 2, timers: [] });
    }
    return commit(change);
  };
  await fire(message);
  expect(cases.events).toEqual([]);
});
