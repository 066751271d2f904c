import { createHash } from 'node:crypto';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { isWritten } from './conditional.ts';
import type { Suppressions } from './mail-ports.ts';
import type { Key } from './table.ts';

/** Addresses are kept as digests: the list says where not to write, and is no list of people. */
export function suppressionKey(address: string): Key {
  const digest = createHash('sha256').update(address.toLowerCase()).digest('hex');
  return { pk: `SUPPRESSED#${digest}`, sk: 'SUPPRESSED' };
}

/** Addresses that nothing is sent to any more. */
export function dynamoSuppressions(client: DynamoDBDocumentClient, tableName: string): Suppressions {
  return {
    async suppress(address, reason, at) {
      const Item = { ...suppressionKey(address), reason, at };
      const ConditionExpression = 'attribute_not_exists(pk)';
      await isWritten(client.send(new PutCommand({ TableName: tableName, Item, ConditionExpression })));
    },
  };
}
