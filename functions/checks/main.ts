import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ulid } from 'ulid';
import { callersOnRecord } from '../../shared/http/callers.ts';
import { httpApi } from '../../shared/http/http-api.ts';
import { jsonLog } from '../../shared/observe/log.ts';
import { readEnv, readShardCount } from '../../shared/observe/read-env.ts';
import { backOff } from '../../shared/store/back-off.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import { dynamoPartyStore } from '../../shared/store/party-store.ts';
import { dynamoPlaybookReads } from '../../shared/store/playbook-store.ts';
import { rememberedPlaybooks } from '../../shared/store/remembered-playbooks.ts';
import { liveKeys } from '../../shared/store/secrets.ts';
import { secretsManager } from '../../shared/store/secrets-manager.ts';
import { checksApi } from './api.ts';

const env = readEnv(['TABLE_NAME', 'SHARD_COUNT', 'CALLBACK_KEY_SECRET_ID']);
const client = documentClient();
const playbooks = rememberedPlaybooks(dynamoPlaybookReads(client, env.TABLE_NAME), Date.now);
const nowMs = () => Date.now();
const now = () => new Date(nowMs()).toISOString();
const chance = { randomBytes, pause };
const shardCount = readShardCount(env.SHARD_COUNT);

const handlers = checksApi({
  cases: dynamoCaseStore(client, env.TABLE_NAME, { shardCount, now, ...chance }),
  playbookOf: playbooks.playbookOf,
  now,
  newId: (prefix) => `${prefix}_${ulid()}`,
  backOff: (attempt) => backOff(chance, attempt),
  callbackKeys: liveKeys(
    env.CALLBACK_KEY_SECRET_ID,
    secretsManager({ environment: process.env, now, fetch, ...chance }),
  ),
});

/** Routes of checks. */
export const handler = httpApi<'checks'>(handlers, {
  context: 'checks',
  callers: callersOnRecord(dynamoPartyStore(client, env.TABLE_NAME), nowMs),
  now,
  log: jsonLog(console.log, now, { function: 'checks-api' }),
});
