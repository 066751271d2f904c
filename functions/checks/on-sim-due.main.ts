import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { consumeMessages } from '../../shared/events/consume.ts';
import { jsonLog } from '../../shared/observe/log.ts';
import { readEnv } from '../../shared/observe/read-env.ts';
import { liveKeys } from '../../shared/store/secrets.ts';
import { secretsManager } from '../../shared/store/secrets-manager.ts';
import { answerSim, type SimDeps } from './sim/answer-sim.ts';
import { simMessage } from './sim/sim-message.ts';

const env = readEnv(['CALLBACK_URL', 'CALLBACK_KEY_SECRET_ID', 'SIM_QUEUE_URL']);
const sqs = new SQSClient({});
const now = () => new Date(Date.now()).toISOString();
const log = jsonLog(console.log, now, { function: 'checks-sim' });

/** Below the function's own timeout. */
const CALLBACK_TIMEOUT_MS = 20_000;

const deps: SimDeps = {
  post: (body, headers) =>
    fetch(`${env.CALLBACK_URL}/sim`, {
      method: 'POST',
      body,
      headers,
      signal: AbortSignal.timeout(CALLBACK_TIMEOUT_MS),
    }),
  send: (MessageBody, DelaySeconds) =>
    sqs.send(new SendMessageCommand({ QueueUrl: env.SIM_QUEUE_URL, MessageBody, DelaySeconds })),
  keys: liveKeys(
    env.CALLBACK_KEY_SECRET_ID,
    secretsManager({ environment: process.env, now, fetch, randomBytes, pause }),
  ),
  now,
};

/** Answers of the simulated provider that are due. */
export const handler = consumeMessages(simMessage, (message) => answerSim(deps, message), log);
