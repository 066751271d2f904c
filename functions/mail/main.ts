import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { callersOnRecord } from '../../shared/http/callers.ts';
import { sealedCursors } from '../../shared/http/cursors.ts';
import { httpApi } from '../../shared/http/http-api.ts';
import { jsonLog } from '../../shared/observe/log.ts';
import { readEnv } from '../../shared/observe/read-env.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoInboundMails } from '../../shared/store/inbound-mails.ts';
import { dynamoPartyStore } from '../../shared/store/party-store.ts';
import { liveKeys } from '../../shared/store/secrets.ts';
import { secretsManager } from '../../shared/store/secrets-manager.ts';
import { mailHandlers } from './api.ts';

const env = readEnv(['TABLE_NAME', 'CURSOR_KEY_SECRET_ID']);
const client = documentClient();
const now = () => new Date(Date.now()).toISOString();

const handlers = mailHandlers({
  inbound: dynamoInboundMails(client, env.TABLE_NAME, { randomBytes, pause }),
  cursors: sealedCursors(
    liveKeys(env.CURSOR_KEY_SECRET_ID, secretsManager({ environment: process.env, now, fetch, randomBytes, pause })),
  ),
});

/** Routes of mail. */
export const handler = httpApi<'mail'>(handlers, {
  context: 'mail',
  callers: callersOnRecord(dynamoPartyStore(client, env.TABLE_NAME), Date.now),
  now,
  log: jsonLog(console.log, now, { function: 'mail-api' }),
});
