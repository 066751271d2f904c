import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { isWritten } from './conditional.ts';
import { fromRunItem, fromTokenItem, RUN_PREFIX, runKey, tokenKey, toRunItem, toTokenItem } from './run-items.ts';
import { unlessThrottled } from './transact.ts';
import type { Run, RunStore } from './work-ports.ts';

export interface RunStoreOptions {
  /** Partitions of the index of what is due, 1 to 10. */
  readonly shardCount: number;
  readonly now: () => string;
}

/** Runs and task tokens, in the partition of their case. */
export function dynamoRunStore(
  client: DynamoDBDocumentClient,
  tableName: string,
  { shardCount, now }: RunStoreOptions,
): RunStore {
  return {
    async run(caseId) {
      const command = new GetCommand({ TableName: tableName, Key: runKey(caseId), ConsistentRead: true });
      const { Item } = await unlessThrottled(client.send(command));
      return Item && fromRunItem(Item);
    },

    async load(caseId) {
      const command = new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :run)',
        ExpressionAttributeValues: { ':pk': runKey(caseId).pk, ':run': RUN_PREFIX },
        ConsistentRead: true,
      });
      const { Items = [] } = await unlessThrottled(client.send(command));
      const run = Items.find(({ sk }) => sk === RUN_PREFIX);
      return {
        run: run && fromRunItem(run),
        tokens: Items.filter(({ sk }) => sk !== RUN_PREFIX).map(fromTokenItem),
      };
    },

    replace: (before, after) =>
      isWritten(
        client.send(new PutCommand({ TableName: tableName, Item: toRunItem(after, shardCount), ...isStill(before) })),
      ),

    async keep(token) {
      await unlessThrottled(client.send(new PutCommand({ TableName: tableName, Item: toTokenItem(token, now()) })));
    },

    async forget(tokens) {
      await Promise.all(
        tokens.map((token) =>
          isWritten(
            client.send(
              new DeleteCommand({
                TableName: tableName,
                Key: tokenKey(token),
                ConditionExpression: '#token = :token',
                ExpressionAttributeNames: { '#token': 'token' },
                ExpressionAttributeValues: { ':token': token.token },
              }),
            ),
          ),
        ),
      );
    },
  };
}

function isStill(before: Run | undefined) {
  if (before === undefined) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: 'n = :n AND runState = :state',
    ExpressionAttributeValues: { ':n': before.n, ':state': before.state },
  };
}
