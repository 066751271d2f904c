import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { BatchDeps } from './migration-deps.ts';

/** Puts messages on the migrations queue. */
export const sendMigration =
  (sqs: SQSClient, QueueUrl: string): BatchDeps['send'] =>
  (message) =>
    sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
