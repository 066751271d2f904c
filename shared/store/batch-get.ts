import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Key } from './table.ts';
import { unlessThrottled } from './transact.ts';

/** BatchGetItem takes at most so many keys. */
const BATCH = 100;

/** The items that are there, in no order. What a batch leaves unprocessed is asked for again. */
export async function batchGet(
  client: DynamoDBDocumentClient,
  tableName: string,
  keys: readonly Key[],
  options: { readonly ConsistentRead?: true } = {},
): Promise<readonly Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for (let from = 0; from < keys.length; from += BATCH) {
    let asked: Record<string, unknown>[] = keys.slice(from, from + BATCH).map((key) => ({ ...key }));
    while (asked.length > 0) {
      const command = new BatchGetCommand({ RequestItems: { [tableName]: { Keys: asked, ...options } } });
      const { Responses, UnprocessedKeys } = await unlessThrottled(client.send(command));
      found.push(...(Responses?.[tableName] ?? []));
      asked = UnprocessedKeys?.[tableName]?.Keys ?? [];
    }
  }
  return found;
}
