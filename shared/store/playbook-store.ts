import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Chance } from './back-off.ts';
import { batchGet } from './batch-get.ts';
import { IdempotencyKeyUsed, StalePlaybook } from './errors.ts';
import { fromAcceptedItem, idempotencyKey, toIdempotencyItem, unlessKnown } from './key-items.ts';
import {
  fromRegisterItem,
  fromVersionItem,
  REGISTERS,
  recordOf,
  registerKey,
  toRegisterItem,
  toVersionItem,
  VERSION_ATTRIBUTES,
  versionKey,
  versionsOf,
} from './playbook-items.ts';
import type { KeyedPlaybookCommand, PlaybookChange, PlaybookReads, PlaybookStore } from './playbook-ports.ts';
import { queryAll } from './query-all.ts';
import type { Key } from './table.ts';
import { ConditionsFailed, transact, unlessThrottled, type Write } from './transact.ts';

type Guard = 'register' | 'idempotency';

/** Playbooks in DynamoDB: one call each. */
export function dynamoPlaybookReads(client: DynamoDBDocumentClient, TableName: string): PlaybookReads {
  const get = reader(client, TableName);
  return {
    async version(ref) {
      const item = await get(versionKey(ref), { ConsistentRead: true });
      return item && fromVersionItem(item);
    },

    async register(playbookId) {
      const item = await get(registerKey(playbookId));
      return item && fromRegisterItem(item);
    },

    async registers() {
      return (await queryAll(client, { TableName, ...ofPartition(REGISTERS) })).map(fromRegisterItem);
    },
  };
}

/** Playbooks in DynamoDB: one call to read, one transaction to change. */
export function dynamoPlaybookStore(client: DynamoDBDocumentClient, TableName: string, chance: Chance): PlaybookStore {
  const get = reader(client, TableName);
  const write = async (writes: readonly Write<Guard>[], playbookId: string): Promise<void> => {
    await transact(client, writes, chance).catch((error: unknown) => {
      if (!(error instanceof ConditionsFailed)) throw error;
      throw error.failed.has('idempotency') ? new IdempotencyKeyUsed() : new StalePlaybook(playbookId);
    });
  };
  return {
    ...dynamoPlaybookReads(client, TableName),

    async state(ref) {
      const keys = [versionKey(ref), registerKey(ref.id)];
      const items = await batchGet(client, TableName, keys, { ConsistentRead: true });
      const version = items.find(({ pk }) => pk !== REGISTERS);
      const register = items.find(({ pk }) => pk === REGISTERS);
      return { register: register && fromRegisterItem(register), stored: version && fromVersionItem(version) };
    },

    async versions(playbookId) {
      const query = { TableName, ...ofPartition(versionsOf(playbookId)), ...VERSION_ATTRIBUTES };
      return (await queryAll(client, query)).map(recordOf);
    },

    commit: (change) => write(writesOf(change, TableName), change.register.playbookId),

    async recall(idempotency, now) {
      const item = await get(idempotencyKey(idempotency), { ConsistentRead: true });
      return item && fromAcceptedItem(item, now);
    },

    remember: (command, at) => write([keyWrite(command, at, TableName)], ''),
  };
}

function reader(client: DynamoDBDocumentClient, TableName: string) {
  return async (Key: Key, options: { readonly ConsistentRead?: true } = {}) =>
    (await unlessThrottled(client.send(new GetCommand({ TableName, Key, ...options })))).Item;
}

const ofPartition = (pk: string) => ({
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': pk },
});

function writesOf({ before, register, after, at, idempotency }: PlaybookChange, TableName: string): Write<Guard>[] {
  return [
    { action: { Put: { TableName, Item: toVersionItem(after) } } },
    {
      guards: 'register',
      action: { Put: { TableName, Item: toRegisterItem(register), ...isStill(before?.revision) } },
    },
    ...(idempotency ? [keyWrite(idempotency, at, TableName)] : []),
  ];
}

/** The register guards all versions of its playbook: they change one after the other. */
function isStill(revision: number | undefined) {
  if (revision === undefined) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return { ConditionExpression: 'revision = :revision', ExpressionAttributeValues: { ':revision': revision } };
}

function keyWrite(command: KeyedPlaybookCommand, at: string, TableName: string): Write<Guard> {
  const { bodyHash, status } = command;
  const Item = toIdempotencyItem(command, { bodyHash, status }, at);
  return { guards: 'idempotency', action: { Put: { TableName, Item, ...unlessKnown(at) } } };
}
