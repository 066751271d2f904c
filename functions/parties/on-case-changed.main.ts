import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { consumeQueue } from '../../shared/events/consume.ts';
import { jsonLog } from '../../shared/observe/log.ts';
import { readEnv, readShardCount } from '../../shared/observe/read-env.ts';
import { dynamoCaseLists } from '../../shared/store/case-lists.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import { dynamoPlaybookReads } from '../../shared/store/playbook-store.ts';
import { rememberedPlaybooks } from '../../shared/store/remembered-playbooks.ts';
import { onCaseChanged } from './on-case-changed.ts';

const env = readEnv(['TABLE_NAME', 'SHARD_COUNT']);
const client = documentClient();
const playbooks = rememberedPlaybooks(dynamoPlaybookReads(client, env.TABLE_NAME), Date.now);
const now = () => new Date(Date.now()).toISOString();
const options = { shardCount: readShardCount(env.SHARD_COUNT), now, groups: playbooks.groups, randomBytes, pause };

const project = onCaseChanged({
  cases: dynamoCaseStore(client, env.TABLE_NAME, options),
  lists: dynamoCaseLists(client, env.TABLE_NAME, options),
  playbookOf: playbooks.playbookOf,
  now,
});

export const handler = consumeQueue(project, jsonLog(console.log, now, { function: 'parties-project' }));
