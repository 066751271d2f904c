import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ListRead } from './list-page.ts';
import { indexPage } from './table.ts';
import { unlessThrottled } from './transact.ts';

/** Items of a list up to `most`, and one more when there are more. One Query per partition; nothing is read back. */
export async function countList(
  client: DynamoDBDocumentClient,
  TableName: string,
  { index, partitions }: Pick<ListRead, 'index' | 'partitions'>,
  most: number,
): Promise<number> {
  const counts = await Promise.all(
    partitions.map(async (partition) => {
      const query = indexPage(index, partition, undefined);
      const command = new QueryCommand({ TableName, ...query, Select: 'COUNT', Limit: most + 1 });
      return (await unlessThrottled(client.send(command))).Count ?? 0;
    }),
  );
  return Math.min(
    counts.reduce((sum, count) => sum + count, 0),
    most + 1,
  );
}
