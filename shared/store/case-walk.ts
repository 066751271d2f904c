import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { TABLE } from '../contract/table.ts';
import { CorruptItem } from './errors.ts';
import { groupPartition } from './list-partitions.ts';
import type { CaseWalk, WalkedCase } from './migration-ports.ts';
import { parseJson } from './stored-json.ts';
import { unlessThrottled } from './transact.ts';

/** Drafts first: a draft that is handed in meanwhile is met again among the open ones, and never missed. */
const LISTS = ['draft', 'open'] as const;

const positionSchema = z.object({ partition: z.string(), after: z.optional(z.string()) });
const rowSchema = z.looseObject({ id: z.string(), type: z.string() });
const { partitionKey, sortKey } = TABLE.indexes.gsi1;

/**
 * Walks the lists of staff from their old end: a case that is changed meanwhile goes to the new end, ahead of the walk.
 * One Query a page; a page ends with its partition.
 */
export function dynamoCaseWalk(client: DynamoDBDocumentClient, TableName: string, shardCount: number): CaseWalk {
  return {
    async page(groups, limit, cursor) {
      const partitions = partitionsOf(groups, shardCount);
      const { partition, after } = positionOf(cursor) ?? { partition: partitions[0] };
      if (partition === undefined) return { cases: [], cursor: undefined };
      const command = new QueryCommand({
        TableName,
        IndexName: 'gsi1',
        KeyConditionExpression: `${partitionKey} = :partition AND ${sortKey} > :after`,
        ExpressionAttributeValues: { ':partition': partition, ':after': after ?? ' ' },
        Limit: limit,
      });
      const { Items = [], LastEvaluatedKey } = await unlessThrottled(client.send(command));
      const last = LastEvaluatedKey && String(LastEvaluatedKey[sortKey]);
      // Groups may come and go between two pages, so the next partition is the next by name of those that there are.
      const next = last === undefined ? partitions.find((name) => rank(name) > rank(partition)) : partition;
      return {
        cases: Items.map(walked),
        cursor: next === undefined ? undefined : JSON.stringify({ partition: next, ...(last && { after: last }) }),
      };
    },
  };
}

function partitionsOf(groups: readonly string[], shardCount: number): readonly string[] {
  const shards = [...Array(shardCount).keys()];
  return groups
    .flatMap((group) => LISTS.flatMap((list) => shards.map((shard) => groupPartition(group, list, shard))))
    .toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** All drafts before all open ones. */
const rank = (partition: string): string =>
  `${LISTS.findIndex((list) => partition.includes(`#${list}#`))} ${partition}`;

function positionOf(cursor: string | undefined) {
  return cursor === undefined ? undefined : positionSchema.parse(JSON.parse(cursor));
}

/** @throws {CorruptItem} */
function walked(item: Record<string, unknown>): WalkedCase {
  const key = { pk: String(item['pk']), sk: String(item['sk']) };
  const row = rowSchema.safeParse(parseJson(key, item['row']));
  if (!row.success) throw new CorruptItem(key, 'its row is not one');
  return { caseId: row.data.id, type: row.data.type };
}
