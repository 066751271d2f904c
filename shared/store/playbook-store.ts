import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Chance } from './back-off.ts';
import { batchGet } from './batch-get.ts';
import { StalePlaybook } from './errors.ts';
import {
  fromRegisterItem,
  fromVersionItem,
  REGISTERS,
  registerKey,
  toRegisterItem,
  toVersionItem,
  versionKey,
} from './playbook-items.ts';
import type { PlaybookReads, PlaybookStore } from './playbook-ports.ts';
import { queryAll } from './query-all.ts';
import type { Key } from './table.ts';
import { ConditionsFailed, transact, unlessThrottled } from './transact.ts';

/** Playbooks in DynamoDB: one call each. */
export function dynamoPlaybookReads(client: DynamoDBDocumentClient, TableName: string): PlaybookReads {
  async function get(Key: Key, options: { readonly ConsistentRead?: true } = {}) {
    return (await unlessThrottled(client.send(new GetCommand({ TableName, Key, ...options })))).Item;
  }

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
      const ofAll = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': REGISTERS } };
      return (await queryAll(client, { TableName, ...ofAll })).map(fromRegisterItem);
    },
  };
}

/** Playbooks in DynamoDB: one call to read, one transaction to change. */
export function dynamoPlaybookStore(client: DynamoDBDocumentClient, TableName: string, chance: Chance): PlaybookStore {
  return {
    ...dynamoPlaybookReads(client, TableName),

    async state(ref) {
      const keys = [versionKey(ref), registerKey(ref.id)];
      const items = await batchGet(client, TableName, keys, { ConsistentRead: true });
      const version = items.find(({ pk }) => pk !== REGISTERS);
      const register = items.find(({ pk }) => pk === REGISTERS);
      return { register: register && fromRegisterItem(register), stored: version && fromVersionItem(version) };
    },

    async commit({ before, register, after }) {
      const writes = [
        { action: { Put: { TableName, Item: toVersionItem(after) } } },
        { action: { Put: { TableName, Item: toRegisterItem(register), ...isStill(before?.revision) } } },
      ];
      await transact(client, writes, chance).catch((error: unknown) => {
        throw error instanceof ConditionsFailed ? new StalePlaybook(register.playbookId) : error;
      });
    },
  };
}

/** The register guards all versions of its playbook: they change one after the other. */
function isStill(revision: number | undefined) {
  if (revision === undefined) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return { ConditionExpression: 'revision = :revision', ExpressionAttributeValues: { ':revision': revision } };
}
