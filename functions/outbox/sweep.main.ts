import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { jsonLog } from '../../shared/observe/log.ts';
import { embeddedMetrics } from '../../shared/observe/metrics.ts';
import { readEnv, readShardCount } from '../../shared/observe/read-env.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoWork } from '../../shared/store/dynamo-work.ts';
import { countFacts } from './count-facts.ts';
import { type SweepDeps, sweepOutbox } from './sweep-outbox.ts';

const env = readEnv(['STAGE', 'TABLE_NAME', 'SHARD_COUNT', 'EVENT_BUS_NAME']);
const events = new EventBridgeClient({});
const metrics = embeddedMetrics(console.log, Date.now);
const now = () => new Date(Date.now()).toISOString();
const shardCount = readShardCount(env.SHARD_COUNT);

const deps: SweepDeps = {
  put: (Entries) => events.send(new PutEventsCommand({ Entries })),
  busName: env.EVENT_BUS_NAME,
  work: dynamoWork(documentClient(), env.TABLE_NAME, { randomBytes, pause }),
  shardCount,
  now,
  count: (published) => countFacts(metrics, env.STAGE, published),
  countLate: (value) => metrics({ Stage: env.STAGE }, [{ name: 'EventsSweptLate', value, unit: 'Count' }]),
  log: jsonLog(console.log, now, { function: 'outbox-sweep' }),
};

/** Every five minutes. */
export const handler = (): Promise<void> => sweepOutbox(deps);
