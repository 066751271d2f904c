import type { InvocationResult } from '../parts.ts';
import { type MessageAttributes, md5Hex } from './message-attributes.ts';
import type { StoredMessage } from './message-store.ts';

/** What every record of one batch shares. */
export interface BatchFacts {
  readonly queueArn: string;
  readonly region: string;
  readonly senderId: string;
  readonly takenAt: number;
}

/** One record of the event that Lambda hands to the consumer of a queue. */
export function sqsRecord(message: StoredMessage, receiptHandle: string, facts: BatchFacts) {
  return {
    messageId: message.messageId,
    receiptHandle,
    body: message.body,
    attributes: systemAttributes(
      message,
      message.received + 1,
      message.firstReceivedAt ?? facts.takenAt,
      facts.senderId,
    ),
    messageAttributes: lambdaAttributes(message.attributes),
    md5OfBody: md5Hex(message.body),
    eventSource: 'aws:sqs',
    eventSourceARN: facts.queueArn,
    awsRegion: facts.region,
  };
}

/** The attributes SQS itself keeps; all values are strings, times are epoch milliseconds. */
export function systemAttributes(
  message: StoredMessage,
  receiveCount: number,
  firstReceivedAt: number,
  senderId: string,
) {
  return {
    ApproximateReceiveCount: String(receiveCount),
    SentTimestamp: String(message.sentAt),
    SenderId: senderId,
    ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
    ...(message.groupId !== null && { MessageGroupId: message.groupId }),
    ...(message.sourceArn !== null && { DeadLetterQueueSourceArn: message.sourceArn }),
  };
}

function lambdaAttributes(stored: string | null) {
  if (stored === null) return {};
  const attributes = JSON.parse(stored) as MessageAttributes;
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        dataType: DataType,
        ...(StringValue !== undefined && { stringValue: StringValue }),
        ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
        stringListValues: [],
        binaryListValues: [],
      },
    ]),
  );
}

/**
 * Ids of the messages that stay in the queue after an invocation. Without item failures that is all or none. With them
 * the whole batch failed when the reply is malformed or names an id that is empty, null or not in the batch; a missing
 * or empty list is success. Source: Lambda Developer Guide, "Reporting batch item failures", success and failure
 * conditions.
 */
export function failedMessageIds(
  result: InvocationResult,
  messageIds: readonly string[],
  reportsItemFailures: boolean,
): ReadonlySet<string> {
  const all = () => new Set(messageIds);
  if (!result.ok) return all();
  const reply = result.payload;
  if (!reportsItemFailures || reply === null || reply === undefined) return new Set();
  if (typeof reply !== 'object' || Array.isArray(reply)) return all();
  const failures: unknown = (reply as { batchItemFailures?: unknown }).batchItemFailures ?? [];
  if (!Array.isArray(failures)) return all();
  const failed = failures.map((failure: { itemIdentifier?: unknown } | null) => failure?.itemIdentifier);
  const known = new Set<unknown>(messageIds);
  return failed.every((id) => known.has(id)) ? new Set(failed as string[]) : all();
}
