import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { ulid } from 'ulid';
import { consumeMessages } from '../../shared/events/consume.ts';
import { jsonLog } from '../../shared/observe/log.ts';
import { readEnv, readShardCount } from '../../shared/observe/read-env.ts';
import { backOff } from '../../shared/store/back-off.ts';
import { dynamoCaseWalk } from '../../shared/store/case-walk.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import { dynamoMigrationStore } from '../../shared/store/migration-store.ts';
import { dynamoPlaybookReads } from '../../shared/store/playbook-store.ts';
import { rememberedPlaybooks } from '../../shared/store/remembered-playbooks.ts';
import { dynamoSnapshotStore } from '../../shared/store/snapshot-store.ts';
import type { BatchDeps } from './migration-deps.ts';
import { migrationMessage } from './migration-message.ts';
import { onMigration } from './on-migration.ts';
import { sendMigration } from './send-migration.main.ts';

const env = readEnv(['TABLE_NAME', 'SHARD_COUNT', 'MIGRATION_QUEUE_URL']);
const client = documentClient();
const now = () => new Date(Date.now()).toISOString();
const chance = { randomBytes, pause };
const options = { shardCount: readShardCount(env.SHARD_COUNT), now, ...chance };
const { playbookOf, groups } = rememberedPlaybooks(dynamoPlaybookReads(client, env.TABLE_NAME), Date.now);

const deps: BatchDeps = {
  cases: dynamoCaseStore(client, env.TABLE_NAME, options),
  migrations: dynamoMigrationStore(client, env.TABLE_NAME, options),
  snapshots: dynamoSnapshotStore(client, env.TABLE_NAME),
  walk: dynamoCaseWalk(client, env.TABLE_NAME, options.shardCount),
  playbookOf,
  groups,
  now,
  newId: (prefix) => `${prefix}_${ulid()}`,
  backOff: (attempt) => backOff(chance, attempt),
  send: sendMigration(new SQSClient({}), env.MIGRATION_QUEUE_URL),
};

/** Batches of migrations. */
export const handler = consumeMessages(
  migrationMessage,
  onMigration(deps),
  jsonLog(console.log, now, { function: 'playbooks-migrate' }),
);
