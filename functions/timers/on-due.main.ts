import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ulid } from 'ulid';
import { consumeMessages } from '../../shared/events/consume.ts';
import { jsonLog } from '../../shared/observe/log.ts';
import { readEnv, readShardCount } from '../../shared/observe/read-env.ts';
import { backOff } from '../../shared/store/back-off.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import { dynamoPlaybookReads } from '../../shared/store/playbook-store.ts';
import { rememberedPlaybooks } from '../../shared/store/remembered-playbooks.ts';
import { onDue } from './on-due.ts';
import { timerMessage } from './queues.ts';

const env = readEnv(['TABLE_NAME', 'SHARD_COUNT']);
const client = documentClient();
const playbooks = rememberedPlaybooks(dynamoPlaybookReads(client, env.TABLE_NAME), Date.now);
const now = () => new Date(Date.now()).toISOString();
const chance = { randomBytes, pause };
const shardCount = readShardCount(env.SHARD_COUNT);
const log = jsonLog(console.log, now, { function: 'timers-fire' });

const deps = {
  cases: dynamoCaseStore(client, env.TABLE_NAME, { shardCount, now, ...chance }),
  playbookOf: playbooks.playbookOf,
  now,
  newId: (prefix: string) => `${prefix}_${ulid()}`,
  backOff: (attempt: number) => backOff(chance, attempt),
};

/** Timers that the sweep found due. */
export const handler = consumeMessages(timerMessage, onDue(deps), log);
