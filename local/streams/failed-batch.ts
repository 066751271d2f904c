import { randomUUID } from 'node:crypto';
import { sequenceNumber } from './stream-event.ts';
import type { StreamMapping } from './stream-mapping.ts';
import type { StreamRow } from './stream-source.ts';

/** The message Lambda sends to the on-failure destination of a stream: where the records are, not the records. */
export function failedBatch(
  mapping: StreamMapping,
  rows: readonly StreamRow[],
  attempts: number,
  now: number,
): unknown {
  const first = rows[0]!;
  const last = rows.at(-1)!;
  return {
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    requestContext: {
      requestId: randomUUID(),
      functionArn: mapping.functionArn,
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: attempts,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    DDBStreamBatchInfo: {
      shardId: 'shardId-00000001',
      startSequenceNumber: sequenceNumber(first.id),
      endSequenceNumber: sequenceNumber(last.id),
      approximateArrivalOfFirstRecord: new Date(first.createdAtSeconds * 1000).toISOString(),
      approximateArrivalOfLastRecord: new Date(last.createdAtSeconds * 1000).toISOString(),
      batchSize: rows.length,
      streamArn: mapping.streamArn,
    },
  };
}
