import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import {
  EventAlreadyHandled,
  IdempotencyKeyUsed,
  NumberTaken,
  StaleCase,
  ThrottledStore,
} from '../../shared/store/errors.ts';
import { AT, aCase } from '../support/a-case.ts';
import { aChange, aCreation, aKey } from './a-change.ts';

/** This one client: other files have real ones in the same process. */
const client = documentClient({ region: 'eu-west-1' });
const dynamo = mockClient(client);
beforeEach(() => dynamo.reset());

/** Bytes are all 128: half of every interval of waiting. */
function aStore() {
  const waits: number[] = [];
  const store = dynamoCaseStore(client, 'cases', {
    shardCount: 1,
    now: () => AT,
    randomBytes: (size) => new Uint8Array(size).fill(128),
    pause: async (milliseconds) => waits.push(milliseconds),
  });
  return { store, waits };
}

const cancelled = (...codes: readonly string[]) =>
  new TransactionCanceledException({
    $metadata: {},
    message: 'cancelled',
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
const named = (name: string) => Object.assign(new Error(name), { name });

const FAILED = 'ConditionalCheckFailed';
const keyed = { idempotency: { ...aKey('k'), status: 201 }, dedupe: { consumer: 'c', eventId: 'e' } };

test('a change is one transaction: root at its version, keys, children, timers, one event', async () => {
  dynamo.on(TransactWriteCommand).resolves({});
  const before = aCase({ version: 3, members: [], timers: [] });
  const member = { memberId: 'mem_1', role: 'director', name: 'Ada', addedAt: AT, addedBy: 'contact_ada' };
  const timer = {
    timerId: 'info_expiry',
    kind: 'info_expiry',
    dueAt: '2026-03-10T09:00:00.000Z',
    generation: 4,
  } as const;
  await aStore().store.commit(aChange(before, { members: [member], timers: [timer] }, keyed));

  const { TransactItems = [], ClientRequestToken } = dynamo.commandCalls(TransactWriteCommand)[0]!.args[0].input;
  expect(ClientRequestToken).toBe('80'.repeat(16));
  expect(TransactItems.map(({ Put }) => `${Put?.Item?.['pk']} ${Put?.Item?.['sk']}`)).toEqual([
    'CASE#case_1 A#root',
    'IDEM#contact_ada#POST /v1/cases/{caseId}/comments#k IDEM',
    'DEDUPE#c#e DEDUPE',
    'CASE#case_1 A#members#000',
    'CASE#case_1 A#timer#info_expiry',
    'CASE#case_1 EVENT#0000000004',
  ]);
  const [root, key, , , timerPut, event] = TransactItems.map(({ Put }) => Put);
  expect(root).toMatchObject({
    TableName: 'cases',
    ConditionExpression: 'version = :expected',
    ExpressionAttributeValues: { ':expected': 3 },
    Item: { version: 4, kind: 'case.draft', gsi1pk: 'GROUP#onboarding#draft#0', gsi1sk: `${AT}#case_1` },
  });
  expect(root?.Item).not.toHaveProperty('gsi2pk');
  expect(key).toMatchObject({
    ConditionExpression: 'attribute_not_exists(pk) OR expiresAtSeconds <= :nowSeconds',
    ExpressionAttributeValues: { ':nowSeconds': 1_772_528_400 },
    Item: { expiresAtSeconds: 1_773_133_200 },
  });
  expect(timerPut?.Item).toMatchObject({
    kind: 'timer',
    gsi1pk: 'DUE#0',
    gsi1sk: '2026-03-10T09:00:00.000Z#case_1#info_expiry',
  });
  expect(event?.Item).toMatchObject({ kind: 'event', gsi1pk: 'OUT#0', gsi1sk: `${AT}#case_1#0000000004` });
});

test('the key of a command holds what it came to, never what was answered', async () => {
  dynamo.on(TransactWriteCommand).resolves({});
  await aStore().store.commit(aChange(aCase(), {}, { ...keyed, text: 'private words' }));
  const { TransactItems = [] } = dynamo.commandCalls(TransactWriteCommand)[0]!.args[0].input;
  const item = TransactItems[1]?.Put?.Item;
  expect(JSON.parse(String(item?.['state']))).toEqual({
    bodyHash: 'hash-of-body',
    status: 201,
    caseId: 'case_1',
    version: 2,
  });
});

test('a case is loaded with one strongly consistent query of its aggregate', async () => {
  dynamo.on(QueryCommand).resolves({ Items: [] });
  await expect(aStore().store.load('case_1')).rejects.toThrow('no such case');
  expect(dynamo.commandCalls(QueryCommand).map(({ args }) => args[0].input)).toEqual([
    {
      TableName: 'cases',
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: { ':pk': 'CASE#case_1', ':first': 'A#', ':last': 'A$' },
      ConsistentRead: true,
    },
  ]);
});

describe('a transaction that is cancelled', () => {
  // Order of the items: root, key, dedupe of the change; root, number of the creation.
  test.each([
    ['by the version', [FAILED, 'None', 'None'], StaleCase],
    ['by the key', ['None', FAILED, 'None'], IdempotencyKeyUsed],
    ['by key and version', [FAILED, FAILED, 'None'], IdempotencyKeyUsed],
    ['by the event and version', [FAILED, 'None', FAILED], EventAlreadyHandled],
    ['by key and event', ['None', FAILED, FAILED], IdempotencyKeyUsed],
    ['by the key, with a conflict elsewhere', ['TransactionConflict', FAILED, 'None'], IdempotencyKeyUsed],
  ])('%s is told apart and not tried again', async (_, codes, error) => {
    dynamo.on(TransactWriteCommand).rejects(cancelled(...codes));
    const { store, waits } = aStore();
    await expect(store.commit(aChange(aCase(), {}, keyed))).rejects.toThrow(error);
    expect([dynamo.calls().length, waits]).toEqual([1, []]);
  });

  test('by a taken number asks for another', async () => {
    dynamo.on(TransactWriteCommand).rejects(cancelled('None', FAILED));
    await expect(aStore().store.commit(aCreation())).rejects.toThrow(NumberTaken);
  });

  test.each([['TransactionConflict'], ['ThrottlingError'], ['ProvisionedThroughputExceeded']])(
    'by %s is sent again with the same token, after a growing wait',
    async (code) => {
      dynamo
        .on(TransactWriteCommand)
        .rejectsOnce(cancelled('None', code, 'None'))
        .rejectsOnce(cancelled(code, 'None', 'None'))
        .resolves({});
      const { store, waits } = aStore();
      await store.commit(aChange(aCase()));
      const tokens = dynamo.commandCalls(TransactWriteCommand).map(({ args }) => args[0].input.ClientRequestToken);
      expect(new Set(tokens).size).toBe(1);
      expect(tokens).toHaveLength(3);
      expect(waits.map(Math.round)).toEqual([20, 40]);
    },
  );

  test.each([
    cancelled('TransactionConflict'),
    cancelled('ThrottlingError'),
    named('ThrottlingException'),
    named('ProvisionedThroughputExceededException'),
    named('TransactionInProgressException'),
    named('RequestLimitExceeded'),
  ])('five times is a busy table: %s', async (error) => {
    dynamo.on(TransactWriteCommand).rejects(error);
    await expect(aStore().store.commit(aChange(aCase()))).rejects.toThrow(ThrottledStore);
    expect(dynamo.calls()).toHaveLength(5);
  });

  test.each([cancelled('ValidationError', 'None'), named('ValidationException'), named('AccessDeniedException')])(
    'for a fault of ours fails at once: %s',
    async (error) => {
      dynamo.on(TransactWriteCommand).rejects(error);
      await expect(aStore().store.commit(aChange(aCase()))).rejects.toBe(error);
      expect(dynamo.calls()).toHaveLength(1);
    },
  );
});

test('a busy table is told as such by reads and single writes too', async () => {
  dynamo.on(QueryCommand).rejects(named('ThrottlingException'));
  dynamo.on(PutCommand).rejects(named('ProvisionedThroughputExceededException'));
  await expect(aStore().store.load('case_1')).rejects.toThrow(ThrottledStore);
  await expect(aStore().store.handled({ consumer: 'c', eventId: 'e' })).rejects.toThrow(ThrottledStore);
});
