import { TABLE } from '../contract/table.ts';

export type IndexName = keyof typeof TABLE.indexes;

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Stamped on every item: a reader refuses a shape that it does not know. */
export const ITEM_SCHEMA = 1;

/** Expression parts for the newest-first page of an index partition, after (that is: older than) a sort key. */
export function indexPage(index: IndexName, partition: string, after: string | undefined) {
  const { partitionKey, sortKey } = TABLE.indexes[index];
  return {
    IndexName: index,
    KeyConditionExpression: `${partitionKey} = :partition${after === undefined ? '' : ` AND ${sortKey} < :after`}`,
    ExpressionAttributeValues: { ':partition': partition, ...(after === undefined ? {} : { ':after': after }) },
  };
}

/** Ten digits sort as numbers do. */
export const sortable = (number: number): string => String(number).padStart(10, '0');

/** Epoch seconds of an instant, for expiry stamps. */
export const epochSeconds = (at: string): number => Math.floor(Date.parse(at) / 1000);

/** Which partition of a sharded index a case belongs to: stable, evenly spread over 0 … shardCount-1. */
export function shardOf(caseId: string, shardCount: number): number {
  let hash = 0;
  for (let index = 0; index < caseId.length; index += 1) hash = (Math.imul(hash, 31) + caseId.charCodeAt(index)) | 0;
  return Math.abs(hash) % shardCount;
}
