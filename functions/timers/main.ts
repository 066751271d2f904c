import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { readEnv, readShardCount } from '../../shared/observe/read-env.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoWork } from '../../shared/store/dynamo-work.ts';
import type { SendBatch } from './queues.ts';
import { type SweepDeps, sweepTimers } from './sweep-timers.ts';

const env = readEnv(['TABLE_NAME', 'SHARD_COUNT', 'TIMER_QUEUE_URL', 'SIGNAL_QUEUE_URL', 'MIGRATION_QUEUE_URL']);
const sqs = new SQSClient({});
const now = () => new Date(Date.now()).toISOString();
const shardCount = readShardCount(env.SHARD_COUNT);

const sendTo =
  (QueueUrl: string): SendBatch =>
  (Entries) =>
    sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));

const deps: SweepDeps = {
  work: dynamoWork(documentClient(), env.TABLE_NAME, { randomBytes, pause }),
  timers: sendTo(env.TIMER_QUEUE_URL),
  signals: sendTo(env.SIGNAL_QUEUE_URL),
  migrations: sendTo(env.MIGRATION_QUEUE_URL),
  shardCount,
  now,
};

/** Every minute. */
export const handler = (): Promise<void> => sweepTimers(deps);
