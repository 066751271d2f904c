import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ulid } from 'ulid';
import { caseNumber } from '../../shared/domain/ids.ts';
import { callersOnRecord } from '../../shared/http/callers.ts';
import { sealedCursors } from '../../shared/http/cursors.ts';
import { httpApi } from '../../shared/http/http-api.ts';
import { jsonLog } from '../../shared/observe/log.ts';
import { readEnv, readShardCount } from '../../shared/observe/read-env.ts';
import { backOff } from '../../shared/store/back-off.ts';
import { dynamoCaseLists } from '../../shared/store/case-lists.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import { dynamoHistoryStore } from '../../shared/store/history-store.ts';
import { dynamoPartyStore } from '../../shared/store/party-store.ts';
import { dynamoPlaybookReads } from '../../shared/store/playbook-store.ts';
import { rememberedPlaybooks } from '../../shared/store/remembered-playbooks.ts';
import { liveKeys } from '../../shared/store/secrets.ts';
import { secretsManager } from '../../shared/store/secrets-manager.ts';
import { casesHandlers } from './api.ts';

const env = readEnv(['TABLE_NAME', 'SHARD_COUNT', 'CURSOR_KEY_SECRET_ID']);
const client = documentClient();
const playbooks = rememberedPlaybooks(dynamoPlaybookReads(client, env.TABLE_NAME), Date.now);
const now = () => new Date(Date.now()).toISOString();
const chance = { randomBytes, pause };
const options = { shardCount: readShardCount(env.SHARD_COUNT), now, groups: playbooks.groups, ...chance };
const parties = dynamoPartyStore(client, env.TABLE_NAME);

const handlers = casesHandlers({
  cases: dynamoCaseStore(client, env.TABLE_NAME, options),
  lists: dynamoCaseLists(client, env.TABLE_NAME, options),
  history: dynamoHistoryStore(client, env.TABLE_NAME),
  parties,
  cursors: sealedCursors(
    liveKeys(env.CURSOR_KEY_SECRET_ID, secretsManager({ environment: process.env, now, fetch, ...chance })),
  ),
  playbookOf: playbooks.playbookOf,
  newestPlaybook: playbooks.newestPlaybook,
  newNumber: () => caseNumber(randomBytes(7)),
  newId: (prefix) => `${prefix}_${ulid()}`,
  backOff: (attempt) => backOff(chance, attempt),
  now,
});

export const handler = httpApi(handlers, {
  context: 'cases',
  callers: callersOnRecord(parties, Date.now),
  now,
  log: jsonLog(console.log, now, { function: 'cases-api' }),
});
