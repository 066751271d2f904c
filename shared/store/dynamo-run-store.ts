import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { CaseNotFound } from '../domain/errors.ts';
import type { Chance } from './back-off.ts';
import { caseFromItems } from './case-items.ts';
import { itemsOfCase } from './case-partition.ts';
import { isWritten } from './conditional.ts';
import {
  CASE_AND_RUN,
  fromRunItem,
  fromTokenItem,
  RUN_PREFIX,
  runKey,
  tokenKey,
  toRunItem,
  toTokenItem,
} from './run-items.ts';
import { type Action, failedGuards, unlessThrottled } from './transact.ts';
import type { Run, RunStore } from './work-ports.ts';

export interface RunStoreOptions extends Chance {
  /** Partitions of the index of what is due, 1 to 10. */
  readonly shardCount: number;
  readonly now: () => string;
}

/** Runs and task tokens, in the partition of their case and right behind it. */
export function dynamoRunStore(client: DynamoDBDocumentClient, tableName: string, options: RunStoreOptions): RunStore {
  const { shardCount, now } = options;

  async function isKeptWith(Put: NonNullable<Action['Put']>, run: Run): Promise<boolean> {
    const starting = { ...run, state: 'starting' } as const;
    const confirmation = { TableName: tableName, Item: toRunItem(run, shardCount), ...isStill(starting) };
    const writes = [{ guards: 'run', action: { Put: confirmation } }, { action: { Put } }];
    return (await failedGuards(client, writes, options)).size === 0;
  }

  return {
    async run(caseId) {
      const command = new GetCommand({ TableName: tableName, Key: runKey(caseId), ConsistentRead: true });
      const { Item } = await unlessThrottled(client.send(command));
      return Item && fromRunItem(Item);
    },

    async load(caseId) {
      const items = await itemsOfCase(client, tableName, caseId, CASE_AND_RUN);
      const { aggregate = [], run = [], tokens = [] } = Object.groupBy(items, partOf);
      const case_ = caseFromItems(aggregate);
      if (case_ === undefined) throw new CaseNotFound();
      return { case: case_, run: run.map(fromRunItem)[0], tokens: tokens.map(fromTokenItem) };
    },

    replace: (before, after) =>
      isWritten(
        client.send(new PutCommand({ TableName: tableName, Item: toRunItem(after, shardCount), ...isStill(before) })),
      ),

    async keep(token, confirmed) {
      const put = { TableName: tableName, Item: toTokenItem(token, now()) };
      if (confirmed && (await isKeptWith(put, confirmed))) return;
      await unlessThrottled(client.send(new PutCommand(put)));
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

function partOf({ sk }: Record<string, unknown>): 'aggregate' | 'run' | 'tokens' {
  if (!String(sk).startsWith(RUN_PREFIX)) return 'aggregate';
  return sk === RUN_PREFIX ? 'run' : 'tokens';
}

function isStill(before: Run | undefined) {
  if (before === undefined) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: 'n = :n AND runState = :state',
    ExpressionAttributeValues: { ':n': before.n, ':state': before.state },
  };
}
