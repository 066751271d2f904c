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
import { s3Access } from '../../shared/store/objects/s3-access.ts';
import { dynamoPartyStore } from '../../shared/store/party-store.ts';
import { dynamoPlaybookReads } from '../../shared/store/playbook-store.ts';
import { rememberedPlaybooks } from '../../shared/store/remembered-playbooks.ts';
import { documentsApi } from './api.ts';
import { signedLinks } from './links.ts';

const env = readEnv(['TABLE_NAME', 'SHARD_COUNT', 'DOCUMENT_BUCKET_NAME']);
const client = documentClient();
const playbooks = rememberedPlaybooks(dynamoPlaybookReads(client, env.TABLE_NAME), Date.now);
const now = () => new Date(Date.now()).toISOString();
const chance = { randomBytes, pause };

const handlers = documentsApi({
  cases: dynamoCaseStore(client, env.TABLE_NAME, { shardCount: readShardCount(env.SHARD_COUNT), now, ...chance }),
  playbookOf: playbooks.playbookOf,
  now,
  newId: (prefix) => `${prefix}_${ulid()}`,
  backOff: (attempt) => backOff(chance, attempt),
  links: signedLinks(s3Access(process.env), env.DOCUMENT_BUCKET_NAME),
});

/** Routes of documents. */
export const handler = httpApi<'documents'>(handlers, {
  context: 'documents',
  callers: callersOnRecord(dynamoPartyStore(client, env.TABLE_NAME), Date.now),
  now,
  log: jsonLog(console.log, now, { function: 'documents-api' }),
});
