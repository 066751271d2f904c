import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { CorruptItem } from './errors.ts';
import type { SnapshotStore } from './migration-ports.ts';
import { fromSnapshotItem, snapshotKey } from './snapshot-item.ts';
import { unlessThrottled } from './transact.ts';

/** What was kept beside cases. One GetItem. */
export function dynamoSnapshotStore(client: DynamoDBDocumentClient, TableName: string): SnapshotStore {
  return {
    async snapshot(caseId, version) {
      const Key = snapshotKey(caseId, version);
      const { Item } = await unlessThrottled(client.send(new GetCommand({ TableName, Key, ConsistentRead: true })));
      if (Item === undefined) throw new CorruptItem(Key, 'it is not there');
      return fromSnapshotItem(Item);
    },
  };
}
