import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CaseNotFound } from '../../shared/domain/errors.ts';
import { eventHash } from '../../shared/domain/events/chain.ts';
import type { CaseStoreOptions } from '../../shared/store/dynamo-case-store.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import {
  CorruptItem,
  EventAlreadyHandled,
  IdempotencyKeyUsed,
  NumberTaken,
  StaleCase,
} from '../../shared/store/errors.ts';
import { AT, aCase } from '../support/a-case.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { aChange, aCreation, aKey, testChance } from './a-change.ts';

let dynoxide: Dynoxide;
beforeAll(async () => {
  dynoxide = await startDynoxide();
});
afterAll(() => dynoxide.stop());

async function aStore(overrides: Partial<CaseStoreOptions> = {}) {
  const tableName = await dynoxide.createTable();
  const options = { shardCount: 1, now: () => AT, ...testChance(), ...overrides };
  return { tableName, store: dynamoCaseStore(dynoxide.client, tableName, options) };
}

const timer = (timerId: 'info_expiry' | 'proposal_lapse', generation: number) => ({
  timerId,
  kind: timerId,
  dueAt: '2026-03-10T09:00:00.000Z',
  generation,
});
const member = (memberId: string) => ({ memberId, role: 'director', name: 'Ada', addedAt: AT, addedBy: 'contact_ada' });

describe('a case that was committed', () => {
  test('is loaded as it was, with the hash of its event', async () => {
    const { store } = await aStore();
    const creation = aCreation({}, { members: [member('mem_1')], timers: [timer('info_expiry', 1)] });

    const { case: committed } = await store.commit(creation);

    expect(committed.chainHead).toMatch(/^[0-9a-f]{64}$/);
    expect(committed.chainHead).not.toBe(creation.after.chainHead);
    expect(await store.load('case_1')).toEqual(committed);
  });

  test('is found by its number', async () => {
    const { store } = await aStore();
    const { case: committed } = await store.commit(aCreation());
    expect(await store.loadByIdOrNumber('ONB-0000-0000')).toEqual(committed);
  });

  test('keeps what a later change left alone and loses what it removed', async () => {
    const { store } = await aStore();
    const members = [member('mem_1'), member('mem_2')];
    const timers = [timer('info_expiry', 1), timer('proposal_lapse', 1)];
    const { case: first } = await store.commit(aCreation({}, { members, timers }));

    const second = { members: members.slice(1), timers: [timer('proposal_lapse', 2)], declines: 1 };
    const { case: committed } = await store.commit(aChange(first, second));

    expect(await store.load('case_1')).toEqual(committed);
    expect(committed).toMatchObject({ ...second, version: 2 });
    const { case: third } = await store.commit(aChange(committed, { members: [], timers: [] }));
    expect(await store.load('case_1')).toEqual(third);
    expect(third).toMatchObject({ members: [], timers: [] });
  });
});

describe('a case that is not there', () => {
  test.each(['case_2', 'ONB-0000-0000', 'ONB-0000-0001', 'ONB-x'])('%s is not found', async (idOrNumber) => {
    const { store } = await aStore();
    await expect(store.loadByIdOrNumber(idOrNumber)).rejects.toThrow(CaseNotFound);
  });

  test('a number whose check character is wrong is not found even when somebody stored it', async () => {
    const { store } = await aStore();
    await store.commit(aCreation({}, { number: 'ONB-0000-0001' }));
    await expect(store.loadByIdOrNumber('ONB-0000-0001')).rejects.toThrow(CaseNotFound);
  });
});

describe('events', () => {
  test('of a case are chained by their hashes', async () => {
    const { store } = await aStore();
    const first = await store.commit(aCreation());
    const second = await store.commit(aChange(first.case));
    expect(first.case.chainHead).toBe(eventHash(first.event, '0'.repeat(64)));
    expect(second.case.chainHead).toBe(eventHash(second.event, first.case.chainHead));
    expect(second.event).toMatchObject({ id: 'evt_1_2', caseVersion: 2, correlationId: 'request-2' });
  });

  test('carry a salted digest of a text, never the text', async () => {
    const { store, tableName } = await aStore();
    const { case: first } = await store.commit(aCreation());
    const { event } = await store.commit(aChange(first, {}, { text: 'My dog is called Rex.' }));

    expect(event.data.textDigest).toMatch(/^[0-9a-f]{64}$/);
    const Key = { pk: 'CASE#case_1', sk: 'EVENT#0000000002' };
    const { Item } = await dynoxide.client.send(new GetCommand({ TableName: tableName, Key }));
    expect(Item?.['text']).toBe('My dog is called Rex.');
    expect(Item?.['salt']).toHaveLength(32);
    expect(Item?.['state']).not.toContain('Rex');
  });

  test('there is exactly one for every version', async () => {
    const { store, tableName } = await aStore();
    const { case: first } = await store.commit(aCreation());
    await store.commit(aChange(first));
    const { Items } = await dynoxide.client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :event)',
        ExpressionAttributeValues: { ':pk': 'CASE#case_1', ':event': 'EVENT#' },
      }),
    );
    expect(Items?.map(({ sk }) => sk)).toEqual(['EVENT#0000000001', 'EVENT#0000000002']);
  });
});

describe('a lost race', () => {
  test('is refused as stale and changes nothing', async () => {
    const { store } = await aStore();
    const { case: first } = await store.commit(aCreation());
    const { case: winner } = await store.commit(aChange(first, { declines: 1 }));

    await expect(store.commit(aChange(first, { declines: 9 }))).rejects.toThrow(StaleCase);
    expect(await store.load('case_1')).toEqual(winner);
  });

  test('fifty at once have one winner', async () => {
    const { store } = await aStore();
    const { case: first } = await store.commit(aCreation());
    const attempts = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) => store.commit(aChange(first, { declines: index }))),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await store.load('case_1')).version).toBe(2);
  });

  test('for a number is told apart, so that another one can be drawn', async () => {
    const { store } = await aStore();
    await store.commit(aCreation());
    await expect(store.commit(aCreation({}, { caseId: 'case_2' }))).rejects.toThrow(NumberTaken);
    await expect(store.load('case_2')).rejects.toThrow(CaseNotFound);
  });
});

describe('an idempotency key', () => {
  const keyed = (bodyHash?: string) => ({ idempotency: { ...aKey('k1', bodyHash), status: 201, createdId: 'mem_1' } });

  test('is remembered in the transaction of its command', async () => {
    const { store } = await aStore();
    const { case: first } = await store.commit(aCreation());
    await store.commit(aChange(first, {}, keyed()));
    expect(await store.recall(aKey('k1'))).toEqual({
      bodyHash: 'hash-of-body',
      status: 201,
      caseId: 'case_1',
      createdId: 'mem_1',
      version: 2,
    });
  });

  test('fifty commands with the same key have one effect, and the others learn that it is the key', async () => {
    const { store } = await aStore();
    const { case: first } = await store.commit(aCreation());
    const attempts = await Promise.allSettled(
      Array.from({ length: 50 }, () => store.commit(aChange(first, {}, keyed()))),
    );
    const refusals = attempts.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason] : []));
    expect(refusals).toHaveLength(49);
    expect(refusals.every((reason) => reason instanceof IdempotencyKeyUsed)).toBe(true);
    expect((await store.load('case_1')).version).toBe(2);
  });

  test('tells more than the version when both conditions fail', async () => {
    const { store } = await aStore();
    const { case: first } = await store.commit(aCreation());
    await store.commit(aChange(first, {}, keyed()));
    await expect(store.commit(aChange(first, {}, keyed()))).rejects.toThrow(IdempotencyKeyUsed);
  });

  test('of another person is another key', async () => {
    const { store } = await aStore();
    const { case: first } = await store.commit(aCreation());
    await store.commit(aChange(first, {}, keyed()));
    expect(await store.recall({ ...aKey('k1'), principal: 'contact_bob' })).toBeUndefined();
  });

  test('is forgotten after seven days by its stamp, though the item is still there', async () => {
    let now = AT;
    const { store } = await aStore({ now: () => now });
    const { case: first } = await store.commit(aCreation());
    const { case: second } = await store.commit(aChange(first, {}, keyed()));

    now = '2026-03-10T08:59:59.000Z';
    expect(await store.recall(aKey('k1'))).toBeDefined();
    now = '2026-03-10T09:00:00.000Z';
    expect(await store.recall(aKey('k1'))).toBeUndefined();
    await store.commit(aChange(second, {}, { ...keyed('other'), at: now }));
    expect(await store.recall(aKey('k1'))).toMatchObject({ bodyHash: 'other', version: 3 });
  });

  test('of a command that changed nothing is remembered once', async () => {
    const { store } = await aStore();
    const record = { bodyHash: 'h', status: 200, caseId: 'case_1', version: 1 };
    await store.remember(aKey('k2', 'h'), record);
    expect(await store.recall(aKey('k2'))).toEqual(record);
    await expect(store.remember(aKey('k2', 'h'), record)).rejects.toThrow(IdempotencyKeyUsed);
  });
});

describe('an event that is acted on', () => {
  const dedupe = { consumer: 'timers', eventId: 'evt_1_1' };

  test('has one effect', async () => {
    const { store } = await aStore();
    const { case: first } = await store.commit(aCreation());
    const { case: second } = await store.commit(aChange(first, {}, { dedupe }));
    await expect(store.commit(aChange(second, {}, { dedupe }))).rejects.toThrow(EventAlreadyHandled);
    await expect(store.handled(dedupe)).rejects.toThrow(EventAlreadyHandled);
  });

  test('without effect is remembered too, for its own consumer only', async () => {
    const { store } = await aStore();
    await store.handled(dedupe);
    await expect(store.handled(dedupe)).rejects.toThrow(EventAlreadyHandled);
    await store.handled({ ...dedupe, consumer: 'other' });
  });
});

describe('an item that this code did not write', () => {
  const corruptions = [
    ['a document that is not JSON', 'A#root', 'state', '{'],
    ['a root without its members', 'A#root', 'state', '{}'],
    ['a status that does not exist', 'A#root', 'state', JSON.stringify({ ...aCase(), status: 'lost' })],
    ['another schema version', 'A#root', 'v', 99],
    ['a page that is no list', 'A#members#000', 'state', '{}'],
    ['a timer without a due time', 'A#timer#info_expiry', 'state', '{"timerId":"info_expiry"}'],
  ] as const;

  test.each(corruptions)('is refused as corrupt: %s', async (_, sk, attribute, value) => {
    const { store, tableName } = await aStore();
    await store.commit(aCreation({}, { members: [member('mem_1')], timers: [timer('info_expiry', 1)] }));
    await dynoxide.client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: { pk: 'CASE#case_1', sk },
        UpdateExpression: 'SET #attribute = :value',
        ExpressionAttributeNames: { '#attribute': attribute },
        ExpressionAttributeValues: { ':value': value },
      }),
    );
    await expect(store.load('case_1')).rejects.toThrow(CorruptItem);
  });
});
