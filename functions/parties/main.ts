import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { callersOnRecord } from '../../shared/http/callers.ts';
import { httpApi } from '../../shared/http/http-api.ts';
import { jsonLog } from '../../shared/observe/log.ts';
import { readEnv, readShardCount } from '../../shared/observe/read-env.ts';
import { dynamoCaseLists } from '../../shared/store/case-lists.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoPartyStore } from '../../shared/store/party-store.ts';
import { dynamoPlaybookReads } from '../../shared/store/playbook-store.ts';
import { rememberedPlaybooks } from '../../shared/store/remembered-playbooks.ts';
import { partiesHandlers } from './api.ts';

const env = readEnv(['TABLE_NAME', 'SHARD_COUNT']);
const now = () => new Date(Date.now()).toISOString();
const client = documentClient();
const parties = dynamoPartyStore(client, env.TABLE_NAME);
const { groups } = rememberedPlaybooks(dynamoPlaybookReads(client, env.TABLE_NAME), Date.now);
const options = { shardCount: readShardCount(env.SHARD_COUNT), groups, randomBytes, pause };
const lists = dynamoCaseLists(client, env.TABLE_NAME, options);

export const handler = httpApi(partiesHandlers({ parties, lists }), {
  context: 'parties',
  callers: callersOnRecord(parties, Date.now),
  now,
  log: jsonLog(console.log, now, { function: 'parties-api' }),
});
