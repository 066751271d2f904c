import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { callersOnRecord } from '../../shared/http/callers.ts';
import { httpApi } from '../../shared/http/http-api.ts';
import { jsonLog } from '../../shared/observe/log.ts';
import { readEnv } from '../../shared/observe/read-env.ts';
import { examine } from '../../shared/playbooks/examine.ts';
import schema from '../../shared/playbooks/playbook.schema.json' with { type: 'json' };
import { backOff } from '../../shared/store/back-off.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoPartyStore } from '../../shared/store/party-store.ts';
import { dynamoPlaybookStore } from '../../shared/store/playbook-store.ts';
import { playbooksHandlers } from './api.ts';

const env = readEnv(['TABLE_NAME']);
const client = documentClient();
const now = () => new Date(Date.now()).toISOString();
const chance = { randomBytes, pause };

const handlers = playbooksHandlers({
  playbooks: dynamoPlaybookStore(client, env.TABLE_NAME, chance),
  examine,
  schema,
  backOff: (attempt) => backOff(chance, attempt),
});

/** Routes of playbooks. */
export const handler = httpApi<'playbooks'>(handlers, {
  context: 'playbooks',
  callers: callersOnRecord(dynamoPartyStore(client, env.TABLE_NAME), Date.now),
  now,
  log: jsonLog(console.log, now, { function: 'playbooks-api' }),
});
