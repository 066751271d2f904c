import { Duration } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type Function as LambdaFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { TABLE } from '../../shared/contract/table.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

const BATCH_SIZE = 100;
const RETRY_ATTEMPTS = 10;
/** Below the stream's own 24 hours, so that a record reaches the dead letters before it is gone. */
const MAX_RECORD_AGE = Duration.hours(20);

/** Hands new event items from the table's stream to their publisher; a poisonous one stands aside after its retries. */
export class OutboxStream extends Construct {
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters');
  }

  readBy(publisher: LambdaFunction, table: TableV2): void {
    new EventSourceMapping(this, 'Publisher', {
      target: publisher,
      eventSourceArn: table.tableStreamArn!,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: BATCH_SIZE,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: RETRY_ATTEMPTS,
      maxRecordAge: MAX_RECORD_AGE,
      onFailure: new SqsDlq(this.deadLetters),
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { Keys: { [TABLE.sortKey]: { S: FilterRule.beginsWith(TABLE.eventSortKeyPrefix) } } },
        }),
      ],
    });
  }

  /** The rights to read the stream and to set records aside. */
  receives(table: TableV2): PolicyStatement[] {
    return [
      new PolicyStatement({
        actions: [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        ],
        resources: [table.tableStreamArn!],
      }),
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.deadLetters.queueArn] }),
    ];
  }
}
