import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ulid } from 'ulid';
import { consumeMessages } from '../../shared/events/consume.ts';
import { jsonLog } from '../../shared/observe/log.ts';
import { readEnv, readShardCount } from '../../shared/observe/read-env.ts';
import { backOff } from '../../shared/store/back-off.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import { s3Access } from '../../shared/store/objects/s3-access.ts';
import { s3Objects } from '../../shared/store/objects/s3-objects.ts';
import { dynamoPlaybookReads } from '../../shared/store/playbook-store.ts';
import { rememberedPlaybooks } from '../../shared/store/remembered-playbooks.ts';
import { objectCreated, onObjectCreated } from './on-object-created.ts';
import type { ScanDeps } from './scan-object.ts';

const env = readEnv(['TABLE_NAME', 'SHARD_COUNT', 'DOCUMENT_BUCKET_NAME']);
const client = documentClient();
const playbooks = rememberedPlaybooks(dynamoPlaybookReads(client, env.TABLE_NAME), Date.now);
const now = () => new Date(Date.now()).toISOString();
const chance = { randomBytes, pause };
const shardCount = readShardCount(env.SHARD_COUNT);
const log = jsonLog(console.log, now, { function: 'documents-scan' });

const deps: ScanDeps = {
  cases: dynamoCaseStore(client, env.TABLE_NAME, { shardCount, now, ...chance }),
  playbookOf: playbooks.playbookOf,
  now,
  newId: (prefix) => `${prefix}_${ulid()}`,
  backOff: (attempt) => backOff(chance, attempt),
  objects: s3Objects({ access: s3Access(process.env), bucket: env.DOCUMENT_BUCKET_NAME, now, fetch }),
  log,
};

/** Object versions that S3 announces. */
export const handler = consumeMessages(objectCreated, onObjectCreated(deps), log);
