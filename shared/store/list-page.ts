import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { TABLE } from '../contract/table.ts';
import { CorruptItem } from './errors.ts';
import type { CaseRow } from './ports.ts';
import { type IndexName, indexPage } from './table.ts';
import { unlessThrottled } from './transact.ts';

/** What to read: partitions of one index, all sorted alike, and the one kind of item that is wanted. */
export interface ListRead {
  readonly index: IndexName;
  readonly partitions: readonly string[];
  readonly kind?: string;
}

interface Found {
  readonly sort: string;
  readonly row: CaseRow;
}

interface Part {
  readonly found: readonly Found[];
  /** Sort key down to which this partition has been read; undefined when it was read to its end. */
  readonly readTo: string | undefined;
}

/** A filter may pass over this many pages of this size before it hands back what it has. */
const FILTER_PAGES = 5;
const FILTER_PAGE_SIZE = 200;

/**
 * One page, newest first, merged from its partitions. One Query per partition, unless a filter passes much over. The
 * cursor is the sort key of the last row, or how far the filter has come: the same position in every partition.
 */
export async function readListPage(
  client: DynamoDBDocumentClient,
  tableName: string,
  read: ListRead,
  limit: number,
  after: string | undefined,
): Promise<{ readonly rows: readonly CaseRow[]; readonly cursor: string | undefined }> {
  const parts = await Promise.all(
    read.partitions.map((partition) => readPart(client, tableName, read, partition, limit + 1, after)),
  );
  const unread = parts.flatMap(({ readTo }) => readTo ?? []).toSorted();
  const horizon = unread.at(-1);
  const complete = parts
    .flatMap(({ found }) => found)
    .filter(({ sort }) => horizon === undefined || sort >= horizon)
    .sort((a, b) => (a.sort < b.sort ? 1 : -1));
  const page = complete.slice(0, limit);
  const cursor = complete.length > limit ? page.at(-1)?.sort : horizon;
  return { rows: page.map(({ row }) => row), cursor };
}

async function readPart(
  client: DynamoDBDocumentClient,
  TableName: string,
  { index, kind }: ListRead,
  partition: string,
  wanted: number,
  after: string | undefined,
): Promise<Part> {
  const { sortKey } = TABLE.indexes[index];
  const found: Found[] = [];
  let readTo = after;
  for (let page = 0; page < FILTER_PAGES && found.length < wanted; page += 1) {
    const { ExpressionAttributeValues, ...query } = indexPage(index, partition, readTo);
    const command = new QueryCommand({
      TableName,
      ...query,
      ...(kind !== undefined && { FilterExpression: 'kind = :kind' }),
      ExpressionAttributeValues: { ...ExpressionAttributeValues, ...(kind !== undefined && { ':kind': kind }) },
      ScanIndexForward: false,
      Limit: kind === undefined ? wanted : FILTER_PAGE_SIZE,
    });
    const { Items = [], LastEvaluatedKey } = await unlessThrottled(client.send(command));
    found.push(...Items.map((item) => ({ sort: String(item[sortKey]), row: rowOf(item) })));
    if (!LastEvaluatedKey) return { found, readTo: undefined };
    readTo = String(LastEvaluatedKey[sortKey]);
  }
  return { found, readTo };
}

/** @throws {CorruptItem} */
function rowOf(item: Record<string, unknown>): CaseRow {
  const key = { pk: String(item['pk']), sk: String(item['sk']) };
  if (typeof item['row'] !== 'string') throw new CorruptItem(key, 'no row');
  try {
    return JSON.parse(item['row']) as CaseRow;
  } catch {
    throw new CorruptItem(key, 'its row is not JSON');
  }
}
