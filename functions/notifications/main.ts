import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { consumeQueue } from '../../shared/events/consume.ts';
import { tagsOf } from '../../shared/mail/message-tags.ts';
import { replyAddress } from '../../shared/mail/reply-address.ts';
import { jsonLog } from '../../shared/observe/log.ts';
import { readEnv, readShardCount } from '../../shared/observe/read-env.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import { dynamoMailLedger } from '../../shared/store/mail-ledger.ts';
import { dynamoPartyStore } from '../../shared/store/party-store.ts';
import { dynamoPlaybookReads } from '../../shared/store/playbook-store.ts';
import type { RenderedMail } from '../../shared/store/ports.ts';
import { rememberedPlaybooks } from '../../shared/store/remembered-playbooks.ts';
import { rememberedProfiles } from '../../shared/store/remembered-profiles.ts';
import { liveKeys } from '../../shared/store/secrets.ts';
import { secretsManager } from '../../shared/store/secrets-manager.ts';
import { compose } from './compose.ts';
import { notify } from './notify.ts';

const env = readEnv([
  'TABLE_NAME',
  'SHARD_COUNT',
  'CONFIGURATION_SET_NAME',
  'SENDER_ADDRESS',
  'INBOUND_DOMAIN',
  'PORTAL_URL',
  'REPLY_KEY_SECRET_ID',
]);
const client = documentClient();
const playbooks = rememberedPlaybooks(dynamoPlaybookReads(client, env.TABLE_NAME), Date.now);
const ses = new SESClient({});
const now = () => new Date(Date.now()).toISOString();
const chance = { randomBytes, pause };
const log = jsonLog(console.log, now, { function: 'notifications-send' });
const replyKeys = liveKeys(
  env.REPLY_KEY_SECRET_ID,
  secretsManager({ environment: process.env, now, fetch, ...chance }),
);

/** How long a customer can answer a mail. */
const REPLY_DAYS = 90;
const DAY_MS = 86_400_000;

/** Agents answer in the workspace, because their mail never acts: only customers get an address that takes replies. */
async function replyToOf({ audience, caseId, recipientId }: RenderedMail): Promise<string> {
  if (audience === 'staff') return env.SENDER_ADDRESS;
  const [key] = await replyKeys();
  if (key === undefined) throw new Error('there is no key for reply addresses');
  const expiresAt = new Date(Date.now() + REPLY_DAYS * DAY_MS).toISOString();
  return replyAddress({ caseId, recipientId, expiresAt }, key, env.INBOUND_DOMAIN);
}

async function send(mail: RenderedMail): Promise<string> {
  const date = new Date(Date.now());
  const envelope = { from: env.SENDER_ADDRESS, replyTo: await replyToOf(mail), domain: env.INBOUND_DOMAIN, date };
  const { MessageId } = await ses.send(
    new SendRawEmailCommand({
      RawMessage: { Data: compose(mail, envelope) },
      Source: env.SENDER_ADDRESS,
      Destinations: [mail.to],
      Tags: tagsOf(mail),
      ConfigurationSetName: env.CONFIGURATION_SET_NAME,
    }),
  );
  if (MessageId === undefined) throw new Error('SES gave no message id');
  return MessageId;
}

const handle = notify({
  cases: dynamoCaseStore(client, env.TABLE_NAME, { shardCount: readShardCount(env.SHARD_COUNT), now, ...chance }),
  parties: rememberedProfiles(dynamoPartyStore(client, env.TABLE_NAME), Date.now),
  ledger: dynamoMailLedger(client, env.TABLE_NAME, chance),
  playbookOf: playbooks.playbookOf,
  portalUrl: env.PORTAL_URL,
  send,
  now,
  log,
});

export const handler = consumeQueue(handle, log);
