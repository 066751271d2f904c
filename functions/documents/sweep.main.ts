import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ulid } from 'ulid';
import { jsonLog } from '../../shared/observe/log.ts';
import { readEnv, readShardCount } from '../../shared/observe/read-env.ts';
import { backOff } from '../../shared/store/back-off.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import { s3Access } from '../../shared/store/objects/s3-access.ts';
import { s3Objects } from '../../shared/store/objects/s3-objects.ts';
import { dynamoPlaybookReads } from '../../shared/store/playbook-store.ts';
import { rememberedPlaybooks } from '../../shared/store/remembered-playbooks.ts';
import { type SweepDeps, sweepDocuments } from './sweep-documents.ts';

const env = readEnv(['TABLE_NAME', 'SHARD_COUNT', 'DOCUMENT_BUCKET_NAME']);
const client = documentClient();
const playbooks = rememberedPlaybooks(dynamoPlaybookReads(client, env.TABLE_NAME), Date.now);
const now = () => new Date(Date.now()).toISOString();
const chance = { randomBytes, pause };
const shardCount = readShardCount(env.SHARD_COUNT);

const deps: SweepDeps = {
  cases: dynamoCaseStore(client, env.TABLE_NAME, { shardCount, now, ...chance }),
  playbookOf: playbooks.playbookOf,
  now,
  newId: (prefix) => `${prefix}_${ulid()}`,
  backOff: (attempt) => backOff(chance, attempt),
  objects: s3Objects({ access: s3Access(process.env), bucket: env.DOCUMENT_BUCKET_NAME, now, fetch }),
  log: jsonLog(console.log, now, { function: 'documents-sweep' }),
};

/** Every hour. */
export const handler = (): Promise<void> => sweepDocuments(deps);
