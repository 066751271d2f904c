import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { unlessThrottled } from './transact.ts';

/** Sort keys of a case's partition from `first` up to `last`, both with. */
export interface SortKeys {
  readonly first: string;
  readonly last: string;
}

/** Items of state and timers; `$` is the character after `#`. */
export const AGGREGATE: SortKeys = { first: 'A#', last: 'A$' };

/** Strongly consistent, in the order of the sort keys. One page, but for cases of more than 1 MB. */
export async function itemsOfCase(
  client: DynamoDBDocumentClient,
  TableName: string,
  caseId: string,
  { first, last }: SortKeys,
): Promise<readonly Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const command = new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: { ':pk': `CASE#${caseId}`, ':first': first, ':last': last },
      ConsistentRead: true,
      ...(ExclusiveStartKey && { ExclusiveStartKey }),
    });
    const page = await unlessThrottled(client.send(command));
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
}
