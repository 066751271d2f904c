import { callersOnRecord } from '../../shared/http/callers.ts';
import { httpApi } from '../../shared/http/http-api.ts';
import { jsonLog } from '../../shared/observe/log.ts';
import { readEnv } from '../../shared/observe/read-env.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoPartyStore } from '../../shared/store/party-store.ts';
import { partiesHandlers } from './api.ts';

const env = readEnv(['TABLE_NAME']);
const now = () => new Date(Date.now()).toISOString();
const parties = dynamoPartyStore(documentClient(), env.TABLE_NAME);

export const handler = httpApi(partiesHandlers({ parties }), {
  context: 'parties',
  callers: callersOnRecord(parties, Date.now),
  now,
  log: jsonLog(console.log, now, { function: 'parties-api' }),
});
