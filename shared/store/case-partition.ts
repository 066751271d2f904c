import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { queryAll } from './query-all.ts';

/** Sort keys of a case's partition from `first` up to `last`, both with. */
export interface SortKeys {
  readonly first: string;
  readonly last: string;
}

/** Items of state and timers; `$` is the character after `#`. */
export const AGGREGATE: SortKeys = { first: 'A#', last: 'A$' };

/** Strongly consistent, in the order of the sort keys. One page, but for cases of more than 1 MB. */
export function itemsOfCase(
  client: DynamoDBDocumentClient,
  TableName: string,
  caseId: string,
  { first, last }: SortKeys,
): Promise<readonly Record<string, unknown>[]> {
  return queryAll(client, {
    TableName,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
    ExpressionAttributeValues: { ':pk': `CASE#${caseId}`, ':first': first, ':last': last },
    ConsistentRead: true,
  });
}
