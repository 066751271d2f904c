import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ulid } from 'ulid';
import { caseNumber } from '../../shared/domain/ids.ts';
import { jsonLog } from '../../shared/observe/log.ts';
import { embeddedMetrics } from '../../shared/observe/metrics.ts';
import { readEnv, readShardCount } from '../../shared/observe/read-env.ts';
import { backOff } from '../../shared/store/back-off.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import { dynamoInboundMails } from '../../shared/store/inbound-mails.ts';
import { s3Access } from '../../shared/store/objects/s3-access.ts';
import { s3Objects } from '../../shared/store/objects/s3-objects.ts';
import { dynamoPartyStore } from '../../shared/store/party-store.ts';
import { dynamoPlaybookReads } from '../../shared/store/playbook-store.ts';
import { rememberedPlaybooks } from '../../shared/store/remembered-playbooks.ts';
import { liveKeys } from '../../shared/store/secrets.ts';
import { secretsManager } from '../../shared/store/secrets-manager.ts';
import type { PlaceDeps } from './deps.ts';

/** What people who write to us out of the blue begin. */
const INTAKE_PLAYBOOK = 'consumer-account';

/** What the two functions that place mail are made of. */
export function placeDeps(functionName: string) {
  const env = readEnv([
    'STAGE',
    'TABLE_NAME',
    'SHARD_COUNT',
    'MAIL_BUCKET_NAME',
    'DOCUMENT_BUCKET_NAME',
    'REPLY_KEY_SECRET_ID',
    'INBOUND_DOMAIN',
  ]);
  const client = documentClient();
  const playbooks = rememberedPlaybooks(dynamoPlaybookReads(client, env.TABLE_NAME), Date.now);
  const now = () => new Date(Date.now()).toISOString();
  const chance = { randomBytes, pause };
  const shardCount = readShardCount(env.SHARD_COUNT);
  const bucket = (name: string) => s3Objects({ access: s3Access(process.env), bucket: name, now, fetch });
  const metrics = embeddedMetrics(console.log, Date.now);
  return {
    cases: dynamoCaseStore(client, env.TABLE_NAME, { shardCount, now, ...chance }),
    parties: dynamoPartyStore(client, env.TABLE_NAME),
    inbound: dynamoInboundMails(client, env.TABLE_NAME, chance),
    mails: bucket(env.MAIL_BUCKET_NAME),
    documents: bucket(env.DOCUMENT_BUCKET_NAME),
    replyKeys: liveKeys(env.REPLY_KEY_SECRET_ID, secretsManager({ environment: process.env, now, fetch, ...chance })),
    inboundDomain: env.INBOUND_DOMAIN.toLowerCase(),
    intakePlaybook: () => playbooks.newestPlaybook(INTAKE_PLAYBOOK),
    playbookOf: playbooks.playbookOf,
    newNumber: () => caseNumber(randomBytes(7)),
    newId: (prefix: string) => `${prefix}_${ulid()}`,
    backOff: (attempt: number) => backOff(chance, attempt),
    countQuarantined: () => metrics({ Stage: env.STAGE }, [{ name: 'MailsQuarantined', value: 1, unit: 'Count' }]),
    now,
    log: jsonLog(console.log, now, { function: functionName }),
  } satisfies PlaceDeps;
}
