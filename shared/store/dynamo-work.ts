import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { TABLE } from '../contract/table.ts';
import type { Chance } from './back-off.ts';
import { batchGet } from './batch-get.ts';
import { CorruptItem } from './errors.ts';
import { envelopeOfItem, eventKey, outboxShard } from './event-item.ts';
import type { Key } from './table.ts';
import { dueShard } from './timer-item.ts';
import { transact, unlessThrottled } from './transact.ts';
import type { DueItem, WorkStore } from './work-ports.ts';

/** TransactWriteItems takes at most so many. */
const BATCH = 100;
const { partitionKey, sortKey } = TABLE.indexes.gsi1;

/** The sparse index of what is due and of what is not known to be published. */
export function dynamoWork(client: DynamoDBDocumentClient, tableName: string, chance: Chance): WorkStore {
  /** Oldest first, up to and with the instant. */
  async function page(partition: string, to: string, { limit, cursor }: { limit: number; cursor?: string }) {
    const command = new QueryCommand({
      TableName: tableName,
      IndexName: 'gsi1',
      KeyConditionExpression: `${partitionKey} = :partition AND ${sortKey} < :end`,
      // Sort keys begin with an instant and '#'; '$' is the character after it.
      ExpressionAttributeValues: { ':partition': partition, ':end': `${to}$` },
      Limit: limit,
      ...(cursor !== undefined && { ExclusiveStartKey: JSON.parse(cursor) as Record<string, unknown> }),
    });
    const { Items = [], LastEvaluatedKey } = await unlessThrottled(client.send(command));
    return { items: Items, cursor: LastEvaluatedKey && JSON.stringify(LastEvaluatedKey) };
  }

  return {
    async due(shard, now, request) {
      const { items, cursor } = await page(dueShard(shard), now, request);
      return { items: items.map(dueItem), cursor };
    },

    async unpublished(shard, before, request) {
      const { items, cursor } = await page(outboxShard(shard), before, request);
      const keys = items.map((item) => ({ pk: String(item['pk']), sk: String(item['sk']) }));
      const events = (await batchGet(client, tableName, keys)).filter((item) => item[partitionKey] !== undefined);
      const sorted = events.toSorted((a, b) => (String(a[sortKey]) < String(b[sortKey]) ? -1 : 1));
      return { events: sorted.map(envelopeOfItem), cursor };
    },

    async published(events) {
      const keys = events.map(({ caseId, caseVersion }) => eventKey(caseId, caseVersion));
      const [only] = keys;
      if (keys.length === 1 && only) {
        await unlessThrottled(client.send(new UpdateCommand(unmark(tableName, only))));
        return;
      }
      for (let from = 0; from < keys.length; from += BATCH) {
        const writes = keys.slice(from, from + BATCH).map((key) => ({ action: { Update: unmark(tableName, key) } }));
        await transact(client, writes, chance);
      }
    },
  };
}

/** On condition that the event is there: an update would make an item out of nothing. */
const unmark = (TableName: string, key: Key) => ({
  TableName,
  Key: { ...key },
  UpdateExpression: `REMOVE ${partitionKey}, ${sortKey}`,
  ConditionExpression: 'attribute_exists(pk)',
});

const timerRow = z.object({ caseId: z.string(), timerId: z.string(), generation: z.int(), dueAt: z.string() });
const runRow = z.object({ caseId: z.string(), dueAt: z.string() });
const migrationRow = z.object({ migrationId: z.string(), dueAt: z.string() });

/** @throws {CorruptItem} */
function dueItem(item: Record<string, unknown>): DueItem {
  const row: unknown = typeof item['row'] === 'string' ? JSON.parse(item['row']) : undefined;
  if (item['kind'] === 'timer') {
    const timer = timerRow.safeParse(row);
    if (timer.success) return { kind: 'timer', ...timer.data };
  }
  if (item['kind'] === 'run') {
    const run = runRow.safeParse(row);
    if (run.success) return { kind: 'run_check', ...run.data };
  }
  if (item['kind'] === 'migration') {
    const migration = migrationRow.safeParse(row);
    if (migration.success) return { kind: 'migration_check', ...migration.data };
  }
  throw new CorruptItem({ pk: String(item['pk']), sk: String(item['sk']) }, 'not a due item');
}
