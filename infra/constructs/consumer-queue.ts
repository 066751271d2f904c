import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';

export interface ConsumerQueueProps {
  /** Timeout of the function that reads the queue. */
  readonly consumerTimeoutSeconds: number;
}

/** AWS's advice for queues that a function reads: a message must not reappear while it is still being retried. */
const VISIBILITY_PER_TIMEOUT = 6;
const ATTEMPTS = 5;
const RETENTION_DAYS = 4;

/** A queue with the dead-letter queue of its one consumer. */
export class ConsumerQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, props: ConsumerQueueProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters');
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(props.consumerTimeoutSeconds * VISIBILITY_PER_TIMEOUT),
      retentionPeriod: Duration.days(RETENTION_DAYS),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: ATTEMPTS },
    });
  }

  /** Lets `consumer` read the queue; its role gets the rights through `receives`. */
  readBy(consumer: LambdaFunction, batchSize: number, maxConcurrency: number): void {
    new EventSourceMapping(this, 'Consumer', {
      target: consumer,
      eventSourceArn: this.queue.queueArn,
      batchSize,
      maxConcurrency,
      reportBatchItemFailures: true,
    });
  }

  /** The right to read this queue. */
  receives(): PolicyStatement {
    return new PolicyStatement({
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
      resources: [this.queue.queueArn],
    });
  }
}
