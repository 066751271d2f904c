import { BatchGetCommand, GetCommand, PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { uploadVersion } from '../../shared/domain/playbook/change-version.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { type Register, registered } from '../../shared/domain/playbook/register.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { CorruptItem, IdempotencyKeyUsed, StalePlaybook } from '../../shared/store/errors.ts';
import type { PlaybookChange } from '../../shared/store/playbook-ports.ts';
import { dynamoPlaybookStore } from '../../shared/store/playbook-store.ts';
import { AT } from '../support/a-case.ts';
import { aPlaybook } from '../support/a-playbook.ts';
import { playbookTable } from '../support/playbook-table.ts';
import { aKey, testChance } from './a-change.ts';

const account = (overrides: Partial<Playbook> = {}) => aPlaybook({ id: 'account', ...overrides });

function anUpload(playbook: Playbook, before?: Register, overrides: Partial<PlaybookChange> = {}): PlaybookChange {
  const record = uploadVersion(undefined, playbook, { by: 'admin_ann', at: AT });
  return { before, register: registered(before, record), after: { record, playbook }, at: AT, ...overrides };
}

describe('what is sent', () => {
  const client = documentClient({ region: 'eu-west-1' });
  const dynamo = mockClient(client);
  const store = dynamoPlaybookStore(client, 'gangway', testChance());
  beforeEach(() => dynamo.reset());

  test('a change writes the version, the register as it was read, and the key, in one transaction', async () => {
    dynamo.on(TransactWriteCommand).resolves({});
    const before = { playbookId: 'account', revision: 4, versions: [] };
    await store.commit(anUpload(account(), before, { idempotency: { ...aKey('k'), status: 200 } }));
    const [version, register, key] = dynamo.commandCalls(TransactWriteCommand)[0]!.args[0].input.TransactItems!;
    expect(version?.Put).toMatchObject({ Item: { pk: 'PLAYBOOK#account', sk: 'VERSION#0000000001', v: 1 } });
    expect(register?.Put).toMatchObject({
      Item: { pk: 'PLAYBOOKS', sk: 'account', revision: 5 },
      ConditionExpression: 'revision = :revision',
      ExpressionAttributeValues: { ':revision': 4 },
    });
    expect(key?.Put?.Item?.['pk']).toBe('IDEM#contact_ada#POST /v1/cases/{caseId}/comments#k');
    expect(key?.Put?.ConditionExpression).toContain('attribute_not_exists(pk)');
  });

  test('the first version of a playbook wants that there is none', async () => {
    dynamo.on(TransactWriteCommand).resolves({});
    await store.commit(anUpload(account()));
    const items = dynamo.commandCalls(TransactWriteCommand)[0]!.args[0].input.TransactItems!;
    expect(items[1]?.Put?.ConditionExpression).toBe('attribute_not_exists(pk)');
  });

  test('a version is read consistently, because it may have been published just now', async () => {
    dynamo.on(GetCommand).resolves({});
    await store.version({ id: 'account', version: 12 });
    expect(dynamo.commandCalls(GetCommand)[0]!.args[0].input).toEqual({
      TableName: 'gangway',
      Key: { pk: 'PLAYBOOK#account', sk: 'VERSION#0000000012' },
      ConsistentRead: true,
    });
  });

  test('before a change, version and register come together and consistently', async () => {
    dynamo.on(BatchGetCommand).resolves({});
    expect(await store.state({ id: 'account', version: 1 })).toEqual({ register: undefined, stored: undefined });
    expect(dynamo.commandCalls(BatchGetCommand)[0]!.args[0].input.RequestItems?.['gangway']).toEqual({
      Keys: [
        { pk: 'PLAYBOOK#account', sk: 'VERSION#0000000001' },
        { pk: 'PLAYBOOKS', sk: 'account' },
      ],
      ConsistentRead: true,
    });
  });

  test('a list of versions leaves the documents where they are', async () => {
    dynamo.on(QueryCommand).resolves({ Items: [] });
    await store.versions('account');
    expect(dynamo.commandCalls(QueryCommand)[0]!.args[0].input.ProjectionExpression).toBe('pk, sk, v, #state');
  });
});

describe('in a table', () => {
  const table = playbookTable();

  test('what was written is read back: document, record, register, list', async () => {
    const { store } = table();
    const first = anUpload(account());
    await store.commit(first);
    await store.commit(anUpload(account({ version: 2, title: 'Better' }), first.register));
    await store.commit(anUpload(aPlaybook({ id: 'zebra' })));
    expect(await store.version({ id: 'account', version: 1 })).toEqual(first.after);
    expect((await store.register('account'))?.versions.map(({ title }) => title)).toEqual([account().title, 'Better']);
    expect((await store.registers()).map(({ playbookId }) => playbookId)).toEqual(['account', 'zebra']);
    expect((await store.versions('account')).map(({ version }) => version)).toEqual([1, 2]);
    expect((await store.state({ id: 'account', version: 2 })).stored?.playbook.title).toBe('Better');
  });

  test('each of these is one call', async () => {
    const { store, sent } = table();
    const ref = { id: 'account', version: 1 };
    await store.commit(anUpload(account()));
    await store.version(ref);
    await store.register('account');
    await store.registers();
    await store.versions('account');
    await store.state(ref);
    expect(sent).toEqual([
      'TransactWriteCommand',
      'GetCommand',
      'GetCommand',
      'QueryCommand',
      'QueryCommand',
      'BatchGetCommand',
    ]);
  });

  test('of two changes that were decided on the same register, one is stale and writes nothing', async () => {
    const { store } = table();
    const first = anUpload(account());
    await store.commit(first);
    await store.commit(anUpload(account({ version: 2 }), first.register));
    await expect(store.commit(anUpload(account({ version: 3 }), first.register))).rejects.toThrow(StalePlaybook);
    await expect(store.commit(anUpload(account({ version: 3 })))).rejects.toThrow(StalePlaybook);
    expect(await store.version({ id: 'account', version: 3 })).toBeUndefined();
  });

  test('a key serves once, and says what came of it', async () => {
    const { store } = table();
    const command = { ...aKey('k'), status: 200 };
    const first = anUpload(account(), undefined, { idempotency: command });
    await store.commit(first);
    const again = anUpload(account({ version: 2 }), first.register, { idempotency: command });
    await expect(store.commit(again)).rejects.toThrow(IdempotencyKeyUsed);
    await expect(store.remember(command, AT)).rejects.toThrow(IdempotencyKeyUsed);
    expect(await store.recall(command, AT)).toEqual({ bodyHash: 'hash-of-body', status: 200 });
    expect(await store.recall(aKey('another'), AT)).toBeUndefined();
  });

  test('a key is forgotten after a week', async () => {
    const { store } = table();
    await store.remember({ ...aKey('k'), status: 200 }, '2026-03-03T09:00:00.000Z');
    expect(await store.recall(aKey('k'), '2026-03-10T08:59:59.000Z')).toBeDefined();
    expect(await store.recall(aKey('k'), '2026-03-10T09:00:00.000Z')).toBeUndefined();
  });

  test('a document that is not the one that its digest names is corrupt', async () => {
    const { store } = table();
    const good = anUpload(account());
    const record = { ...good.after.record, digest: '0'.repeat(64) };
    await store.commit({ ...good, after: { ...good.after, record } });
    await expect(store.version({ id: 'account', version: 1 })).rejects.toThrow(CorruptItem);
  });

  test('an item of another shape is corrupt', async () => {
    const { store, client, tableName } = table();
    const Item = { pk: 'PLAYBOOKS', sk: 'account', v: 1, state: '{"playbookId":"account"}' };
    await client.send(new PutCommand({ TableName: tableName, Item }));
    await expect(store.register('account')).rejects.toThrow(CorruptItem);
  });

  test('the largest document that the API takes fits into an item', async () => {
    const { store } = table();
    const options = Array.from({ length: 8_000 }, (_, n) => ({ value: `v${n}`, label: randomLabel(n) }));
    const playbook = account({ description: JSON.stringify(options).slice(0, 250_000) });
    await store.commit(anUpload(playbook));
    expect((await store.version({ id: 'account', version: 1 }))?.playbook).toEqual(playbook);
  });
});

/** Text that does not compress well. */
const randomLabel = (seed: number): string => ((seed * 2_654_435_761) >>> 0).toString(36).repeat(3);
