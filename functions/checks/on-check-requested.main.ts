import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ulid } from 'ulid';
import { consumeQueue } from '../../shared/events/consume.ts';
import { jsonLog } from '../../shared/observe/log.ts';
import { readEnv, readShardCount } from '../../shared/observe/read-env.ts';
import { backOff } from '../../shared/store/back-off.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import { dynamoPlaybookReads } from '../../shared/store/playbook-store.ts';
import { rememberedPlaybooks } from '../../shared/store/remembered-playbooks.ts';
import { onCheckRequested, type RequestDeps } from './on-check-requested.ts';
import { allowedProviders } from './providers.ts';
import { simProvider } from './sim/sim-provider.ts';

const env = readEnv(['TABLE_NAME', 'SHARD_COUNT', 'SIM_QUEUE_URL', 'CHECK_PROVIDERS']);
const client = documentClient();
const playbooks = rememberedPlaybooks(dynamoPlaybookReads(client, env.TABLE_NAME), Date.now);
const sqs = new SQSClient({});
const now = () => new Date(Date.now()).toISOString();
const chance = { randomBytes, pause };
const shardCount = readShardCount(env.SHARD_COUNT);
const log = jsonLog(console.log, now, { function: 'checks-start' });

const sim = simProvider((MessageBody, DelaySeconds) =>
  sqs.send(new SendMessageCommand({ QueueUrl: env.SIM_QUEUE_URL, MessageBody, DelaySeconds })),
);

const deps: RequestDeps = {
  cases: dynamoCaseStore(client, env.TABLE_NAME, { shardCount, now, ...chance }),
  playbookOf: playbooks.playbookOf,
  now,
  newId: (prefix) => `${prefix}_${ulid()}`,
  backOff: (attempt) => backOff(chance, attempt),
  providers: allowedProviders(env.CHECK_PROVIDERS, { sim }),
};

/** Checks that the workflow has requested. */
export const handler = consumeQueue(onCheckRequested(deps), log);
