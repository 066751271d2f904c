import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { ulid } from 'ulid';
import { callersOnRecord } from '../../shared/http/callers.ts';
import { sealedCursors } from '../../shared/http/cursors.ts';
import { httpApi } from '../../shared/http/http-api.ts';
import { jsonLog } from '../../shared/observe/log.ts';
import { readEnv, readShardCount } from '../../shared/observe/read-env.ts';
import { examine } from '../../shared/playbooks/examine.ts';
import schema from '../../shared/playbooks/playbook.schema.json' with { type: 'json' };
import { backOff } from '../../shared/store/back-off.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoMigrationStore } from '../../shared/store/migration-store.ts';
import { dynamoPartyStore } from '../../shared/store/party-store.ts';
import { dynamoPlaybookStore } from '../../shared/store/playbook-store.ts';
import { rememberedPlaybooks } from '../../shared/store/remembered-playbooks.ts';
import { liveKeys } from '../../shared/store/secrets.ts';
import { secretsManager } from '../../shared/store/secrets-manager.ts';
import { playbooksHandlers } from './api.ts';
import type { MigrationApiDeps } from './migration-api-deps.ts';
import { sendMigration } from './send-migration.main.ts';

const env = readEnv(['TABLE_NAME', 'SHARD_COUNT', 'CURSOR_KEY_SECRET_ID', 'MIGRATION_QUEUE_URL']);
const client = documentClient();
const now = () => new Date(Date.now()).toISOString();
const chance = { randomBytes, pause };
const playbooks = dynamoPlaybookStore(client, env.TABLE_NAME, chance);
const sqs = new SQSClient({});

const migration: MigrationApiDeps = {
  migrations: dynamoMigrationStore(client, env.TABLE_NAME, { shardCount: readShardCount(env.SHARD_COUNT), ...chance }),
  cursors: sealedCursors(
    liveKeys(env.CURSOR_KEY_SECRET_ID, secretsManager({ environment: process.env, now, fetch, ...chance })),
  ),
  playbookOf: rememberedPlaybooks(playbooks, Date.now).playbookOf,
  isPublished: async (ref) => (await playbooks.version(ref))?.record.status === 'published',
  newId: (prefix) => `${prefix}_${ulid()}`,
  send: sendMigration(sqs, env.MIGRATION_QUEUE_URL),
};

const handlers = playbooksHandlers({
  playbooks,
  migration,
  examine,
  schema,
  backOff: (attempt) => backOff(chance, attempt),
});

/** Routes of playbooks. */
export const handler = httpApi<'playbooks'>(handlers, {
  context: 'playbooks',
  callers: callersOnRecord(dynamoPartyStore(client, env.TABLE_NAME), Date.now),
  now,
  log: jsonLog(console.log, now, { function: 'playbooks-api' }),
});
