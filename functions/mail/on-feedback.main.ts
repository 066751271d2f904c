import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { consumeMessages } from '../../shared/events/consume.ts';
import { jsonLog } from '../../shared/observe/log.ts';
import { readEnv } from '../../shared/observe/read-env.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoMailLedger } from '../../shared/store/mail-ledger.ts';
import { dynamoSuppressions } from '../../shared/store/suppressions.ts';
import { feedbackMessage, onFeedback, onSends } from './on-feedback.ts';

const env = readEnv(['TABLE_NAME']);
const client = documentClient();
const now = () => new Date(Date.now()).toISOString();
const log = jsonLog(console.log, now, { function: 'mail-feedback' });

const deps = {
  ledger: dynamoMailLedger(client, env.TABLE_NAME, { randomBytes, pause }),
  suppressions: dynamoSuppressions(client, env.TABLE_NAME),
  log,
};

/** What SES reports about mail of ours. */
export const handler = consumeMessages(feedbackMessage, onFeedback(deps), log, onSends(deps));
