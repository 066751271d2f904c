import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
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
import type { MigrationStore } from './migration-ports.ts';
import type { Key } from './table.ts';
import { failedGuards, unlessThrottled } from './transact.ts';

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

  return {
    async create(migration, idempotency) {
      const { migrationId, startedAt } = migration;
      const head = { TableName, Item: toHeadItem(migration, options.shardCount) };
      const keyed = idempotency && {
        TableName,
        Item: toIdempotencyItem(idempotency, recordOf(migrationId, idempotency), startedAt),
        ...unlessKnown(startedAt),
      };
      const writes = [
        { action: { Put: head } },
        ...(keyed ? [{ guards: 'key' as const, action: { Put: keyed } }] : []),
      ];
      if ((await failedGuards(client, writes, options)).size > 0) throw new IdempotencyKeyUsed();
    },

    async recall(idempotency, now) {
      const item = await get(idempotencyKey(idempotency));
      return item && fromIdempotencyItem(item, now);
    },

    async load(migrationId) {
      const item = await get(headKey(migrationId));
      return item && { migration: fromHeadItem(item), counts: countsOfItem(item) };
    },

    advance: (after, counts) =>
      isWritten(client.send(new UpdateCommand(headUpdate(TableName, after, counts, options.shardCount)))),

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

    async settleCounted(before, after, { migrationId, revision }) {
      const put = { TableName, Item: toMigrationCaseItem(after), ...isStill(before) };
      const { UpdateExpression, ExpressionAttributeValues } = adding(countsOfChange(before, after));
      const count = {
        TableName,
        Key: headKey(migrationId),
        UpdateExpression,
        ConditionExpression: 'revision = :revision',
        ExpressionAttributeValues: { ...ExpressionAttributeValues, ':revision': revision },
      };
      const writes = [
        { guards: 'case' as const, action: { Put: put } },
        { guards: 'revision' as const, action: { Update: count } },
      ];
      return (await failedGuards(client, writes, options)).size === 0;
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
