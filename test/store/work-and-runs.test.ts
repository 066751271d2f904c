import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CaseNotFound } from '../../shared/domain/errors.ts';
import { type CaseStoreOptions, dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import { dynamoRunStore } from '../../shared/store/dynamo-run-store.ts';
import { dynamoWork } from '../../shared/store/dynamo-work.ts';
import type { Run, WaitToken } from '../../shared/store/work-ports.ts';
import { AT } from '../support/a-case.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { aChange, aCreation, testChance } from './a-change.ts';

let dynoxide: Dynoxide;
let tableName: string;
const options: CaseStoreOptions = { shardCount: 1, now: () => AT, ...testChance() };
beforeAll(async () => {
  dynoxide = await startDynoxide();
});
beforeEach(async () => {
  tableName = await dynoxide.createTable();
});
afterAll(() => dynoxide.stop());

const caseStore = () => dynamoCaseStore(dynoxide.client, tableName, options);
const runStore = () => dynamoRunStore(dynoxide.client, tableName, options);
const work = () => dynamoWork(dynoxide.client, tableName, testChance());

const dueAt = (minute: number) => `2026-03-10T09:0${minute}:00.000Z`;
const aTimer = (timerId: 'info_expiry' | 'info_reminder' | 'offer_expiry', minute: number) => ({
  timerId,
  kind: timerId,
  dueAt: dueAt(minute),
  generation: 1,
});
const aRun = (overrides: Partial<Run> = {}): Run => ({ caseId: 'case_1', n: 1, state: 'starting', ...overrides });
const aToken = (overrides: Partial<WaitToken> = {}): WaitToken => ({
  caseId: 'case_1',
  run: 1,
  waitKey: 'wait-1',
  item: 'agent',
  token: 'token-1',
  ...overrides,
});

describe('what is due', () => {
  const timers = [aTimer('info_expiry', 2), aTimer('info_reminder', 1), aTimer('offer_expiry', 3)];

  test('is found oldest first, up to and with the instant', async () => {
    await caseStore().commit(aCreation({}, { timers }));
    const { items, cursor } = await work().due(0, dueAt(2), { limit: 10 });
    expect(items).toEqual([
      { kind: 'timer', caseId: 'case_1', timerId: 'info_reminder', generation: 1, dueAt: dueAt(1) },
      { kind: 'timer', caseId: 'case_1', timerId: 'info_expiry', generation: 1, dueAt: dueAt(2) },
    ]);
    expect(cursor).toBeUndefined();
  });

  test('comes in pages', async () => {
    await caseStore().commit(aCreation({}, { timers }));
    const first = await work().due(0, dueAt(9), { limit: 2 });
    const second = await work().due(0, dueAt(9), { limit: 2, cursor: first.cursor ?? '' });
    expect(second.items.map(({ dueAt: at }) => at)).toEqual([dueAt(3)]);
  });

  test('is no longer there once the command that it caused removed the timer', async () => {
    const { case: stored } = await caseStore().commit(aCreation({}, { timers: [aTimer('info_expiry', 2)] }));
    await caseStore().commit(aChange(stored, { timers: [] }));
    expect((await work().due(0, dueAt(9), { limit: 10 })).items).toEqual([]);
  });

  test('has the runs that a sweep has to look at', async () => {
    await runStore().replace(undefined, aRun({ checkAt: dueAt(1) }));
    expect((await work().due(0, dueAt(1), { limit: 10 })).items).toEqual([
      { kind: 'run_check', caseId: 'case_1', dueAt: dueAt(1) },
    ]);
    await runStore().replace(aRun(), aRun({ state: 'parked' }));
    expect((await work().due(0, dueAt(9), { limit: 10 })).items).toEqual([]);
  });
});

describe('the outbox', () => {
  test('holds the events that nobody has published', async () => {
    const first = await caseStore().commit(aCreation());
    const second = await caseStore().commit(aChange(first.case, {}, { at: dueAt(1) }));

    const before = await work().unpublished(0, AT, { limit: 10 });
    expect(before.events).toEqual([first.event]);
    const all = await work().unpublished(0, dueAt(1), { limit: 10 });
    expect(all.events).toEqual([first.event, second.event]);
  });

  test.each([1, 2])('forgets %i published event(s) at a time', async (count) => {
    const first = await caseStore().commit(aCreation());
    const second = await caseStore().commit(aChange(first.case));
    const events = [first.event, second.event];

    await work().published(events.slice(0, count));
    expect((await work().unpublished(0, dueAt(1), { limit: 10 })).events).toEqual(events.slice(count));
    await work().published(events.slice(0, count));
  });

  test('does not make an event out of nothing', async () => {
    await expect(work().published([{ caseId: 'case_1', caseVersion: 7 }])).rejects.toThrow();
    expect((await work().unpublished(0, dueAt(9), { limit: 10 })).events).toEqual([]);
  });
});

describe('the run of a case', () => {
  test('is written once by those who find none', async () => {
    const written = await Promise.all([1, 2, 3].map(() => runStore().replace(undefined, aRun())));
    expect(written.filter(Boolean)).toHaveLength(1);
    expect(await runStore().run('case_1')).toEqual(aRun());
  });

  test('moves on only from the number and state that were seen', async () => {
    await runStore().replace(undefined, aRun());
    expect(await runStore().replace(aRun({ state: 'parked' }), aRun({ n: 2 }))).toBe(false);
    expect(await runStore().replace(aRun({ n: 2 }), aRun({ n: 3 }))).toBe(false);
    expect(await runStore().replace(aRun(), aRun({ state: 'parked', waitKey: 'w' }))).toBe(true);
    expect(await runStore().run('case_1')).toEqual(aRun({ state: 'parked', waitKey: 'w' }));
  });

  test('is read together with its tokens and its case', async () => {
    const { case: stored } = await caseStore().commit(aCreation({}, { timers: [aTimer('info_expiry', 2)] }));
    await runStore().replace(undefined, aRun());
    await runStore().keep(aToken());
    await runStore().keep(aToken({ item: 'background', attempt: 1, token: 'token-2' }));
    expect(await runStore().load('case_1')).toEqual({
      case: stored,
      run: aRun(),
      tokens: [aToken(), aToken({ item: 'background', attempt: 1, token: 'token-2' })],
    });
    await expect(runStore().load('case_2')).rejects.toThrow(CaseNotFound);
  });

  test('may not be there yet', async () => {
    const { case: stored } = await caseStore().commit(aCreation());
    expect(await runStore().load('case_1')).toEqual({ case: stored, run: undefined, tokens: [] });
  });

  test('keeps the newest token of a wait, and forgets only the one that was named', async () => {
    await caseStore().commit(aCreation());
    await runStore().keep(aToken());
    await runStore().keep(aToken({ token: 'token-9' }));
    await runStore().forget([aToken()]);
    expect((await runStore().load('case_1')).tokens).toEqual([aToken({ token: 'token-9' })]);
    await runStore().forget([aToken({ token: 'token-9' })]);
    expect((await runStore().load('case_1')).tokens).toEqual([]);
  });

  test('is confirmed with the token of its first wait while it is starting, and the token is kept in any case', async () => {
    await caseStore().commit(aCreation());
    const confirmed = aRun({ state: 'running', checkAt: dueAt(1) });
    await runStore().replace(undefined, aRun());
    await runStore().keep(aToken(), confirmed);
    expect(await runStore().load('case_1')).toMatchObject({ run: confirmed, tokens: [aToken()] });

    await runStore().replace(confirmed, aRun({ n: 2 }));
    await runStore().keep(aToken({ token: 'token-2' }), confirmed);
    expect(await runStore().load('case_1')).toMatchObject({ run: aRun({ n: 2 }), tokens: [{ token: 'token-2' }] });
  });

  test('is no part of the case', async () => {
    const { case: stored } = await caseStore().commit(aCreation());
    await runStore().replace(undefined, aRun());
    await runStore().keep(aToken());
    expect(await caseStore().load('case_1')).toEqual(stored);
  });
});
