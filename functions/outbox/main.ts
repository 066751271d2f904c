import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { jsonLog } from '../../shared/observe/log.ts';
import { embeddedMetrics } from '../../shared/observe/metrics.ts';
import { readEnv } from '../../shared/observe/read-env.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoWork } from '../../shared/store/dynamo-work.ts';
import { countFacts } from './count-facts.ts';
import { eventOfImage } from './event-of-image.ts';
import { type OutboxDeps, publishStream } from './publish-stream.ts';

const env = readEnv(['STAGE', 'TABLE_NAME', 'EVENT_BUS_NAME']);
const events = new EventBridgeClient({});
const metrics = embeddedMetrics(console.log, Date.now);
const now = () => new Date(Date.now()).toISOString();

const deps: OutboxDeps = {
  put: (Entries) => events.send(new PutEventsCommand({ Entries })),
  busName: env.EVENT_BUS_NAME,
  work: dynamoWork(documentClient(), env.TABLE_NAME, { randomBytes, pause }),
  eventOf: eventOfImage,
  count: (published) => countFacts(metrics, env.STAGE, published),
  log: jsonLog(console.log, now, { function: 'outbox-publish' }),
};

/** New event items from the stream of the table. */
export const handler = (batch: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => publishStream(deps, batch);
