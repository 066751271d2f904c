import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '../domain/case/case.ts';
import {
  countsOfChange,
  type Migration,
  type MigrationCase,
  type MigrationCounts,
} from '../domain/migration/migration.ts';
import type { Chance } from './back-off.ts';
import { batchGet } from './batch-get.ts';
import { isWritten } from './conditional.ts';
import { IdempotencyKeyUsed } from './errors.ts';
import { fromIdempotencyItem, idempotencyKey, toIdempotencyItem, unlessKnown } from './key-items.ts';
import { migrationCasePage } from './migration-case-page.ts';
import {
  countAttribute,
  countsOfItem,
  DUE_ATTRIBUTES,
  fromHeadItem,
  fromMigrationCaseItem,
  headKey,
  migrationCaseKey,
  toHeadItem,
  toMigrationCaseItem,
} from './migration-items.ts';
import type { CommandKey, MigrationStore } from './migration-ports.ts';
import type { Key } from './table.ts';
import { failedGuards, unlessThrottled, type Write } from './transact.ts';

type Guard = 'key' | 'state';

export interface MigrationStoreOptions extends Chance {
  /** Partitions of each work index, 1 to 10. */
  readonly shardCount: number;
}

/** Migrations in DynamoDB. */
export function dynamoMigrationStore(
  client: DynamoDBDocumentClient,
  TableName: string,
  options: MigrationStoreOptions,
): MigrationStore {
  async function get(Key: Key): Promise<Record<string, unknown> | undefined> {
    return (await unlessThrottled(client.send(new GetCommand({ TableName, Key, ConsistentRead: true })))).Item;
  }
  const caseOf: MigrationStore['caseOf'] = async (migrationId, caseId) => {
    const item = await get(migrationCaseKey(migrationId, caseId));
    return item && fromMigrationCaseItem(item);
  };

  /** With the key in the same transaction; where both fail, the key tells more. False when something is not as it was. */
  async function write(writes: readonly Write<Guard>[], migrationId: string, key: CommandKey | undefined, at: Instant) {
    const Item = key && toIdempotencyItem(key, recordOf(migrationId, key), at);
    const keyed = Item ? [{ guards: 'key', action: { Put: { TableName, Item, ...unlessKnown(at) } } } as const] : [];
    const failed = await failedGuards(client, [...writes, ...keyed], options);
    if (failed.has('key')) throw new IdempotencyKeyUsed();
    return failed.size === 0;
  }

  return {
    async create(migration, key) {
      const head = { action: { Put: { TableName, Item: toHeadItem(migration, options.shardCount) } } };
      await write([head], migration.migrationId, key, migration.startedAt);
    },

    async remember({ migrationId }, key, at) {
      await write([], migrationId, key, at);
    },

    async recall(idempotency, now) {
      const item = await get(idempotencyKey(idempotency));
      return item && fromIdempotencyItem(item, now);
    },

    async load(migrationId) {
      const item = await get(headKey(migrationId));
      return item && { migration: fromHeadItem(item), counts: countsOfItem(item) };
    },

    async advance(after, counts, key) {
      const update = headUpdate(TableName, after, counts, options.shardCount);
      if (key === undefined) return isWritten(client.send(new UpdateCommand(update)));
      return write([{ guards: 'state', action: { Update: update } }], after.migrationId, key, after.changedAt);
    },

    cases: (migrationId, page) => migrationCasePage(client, TableName, migrationId, page),
    caseOf,

    async known(migrationId, caseIds) {
      const keys = caseIds.map((caseId) => migrationCaseKey(migrationId, caseId));
      return (await batchGet(client, TableName, keys)).map(fromMigrationCaseItem);
    },

    async add(found) {
      const Item = toMigrationCaseItem(found);
      const put = new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' });
      if (await isWritten(client.send(put))) return found;
      return (await caseOf(found.migrationId, found.caseId)) ?? found;
    },

    settle: (before, after) =>
      isWritten(client.send(new PutCommand({ TableName, Item: toMigrationCaseItem(after), ...isStill(before) }))),

    settleCounted({ before, after, migration: { migrationId, revision }, key, at }) {
      const put = { TableName, Item: toMigrationCaseItem(after), ...isStill(before) };
      const { UpdateExpression, ExpressionAttributeValues } = adding(countsOfChange(before, after));
      const count = {
        TableName,
        Key: headKey(migrationId),
        UpdateExpression,
        ConditionExpression: 'revision = :revision',
        ExpressionAttributeValues: { ...ExpressionAttributeValues, ':revision': revision },
      };
      const writes: readonly Write<Guard>[] = [
        { guards: 'state', action: { Put: put } },
        { guards: 'state', action: { Update: count } },
      ];
      return write(writes, migrationId, key, at);
    },
  };
}

const recordOf = (
  migrationId: string,
  { bodyHash, status }: { readonly bodyHash: string; readonly status: number },
) => ({
  bodyHash,
  status,
  caseId: migrationId,
  createdId: migrationId,
  version: 0,
});

const isStill = ({ state, batch }: MigrationCase) => ({
  ConditionExpression: 'caseState = :state AND batchNumber = :batch',
  ExpressionAttributeValues: { ':state': state, ':batch': batch },
});

function adding(counts: MigrationCounts) {
  const changed = Object.entries(counts).filter(([, count]) => count !== 0);
  // An update needs something to do: a count of nothing is one.
  const entries = changed.length > 0 ? changed : [['nothing', 0] as const];
  return {
    UpdateExpression: `ADD ${entries.map(([name]) => `${countAttribute(name)} :${name}`).join(', ')}`,
    ExpressionAttributeValues: Object.fromEntries(entries.map(([name, count]) => [`:${name}`, count])),
  };
}

/** On condition that the head is at the revision before. */
function headUpdate(TableName: string, after: Migration, counts: MigrationCounts, shardCount: number) {
  const { pk, sk, ...attributes } = toHeadItem(after, shardCount);
  const names = Object.keys(attributes);
  const gone = DUE_ATTRIBUTES.filter((name) => !names.includes(name));
  const add = adding(counts);
  const set = `SET ${names.map((name) => `#${name} = :set_${name}`).join(', ')}`;
  const remove = gone.length === 0 ? '' : ` REMOVE ${gone.map((name) => `#${name}`).join(', ')}`;
  return {
    TableName,
    Key: { pk, sk },
    UpdateExpression: `${set}${remove} ${add.UpdateExpression}`,
    ConditionExpression: '#revision = :before',
    ExpressionAttributeNames: Object.fromEntries([...names, ...gone].map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...add.ExpressionAttributeValues,
      ':before': after.revision - 1,
      ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`:set_${name}`, value])),
    },
  };
}
