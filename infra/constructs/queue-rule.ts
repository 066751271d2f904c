import { Duration } from 'aws-cdk-lib';
import { type EventPattern, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { ConsumerQueue } from './consumer-queue.ts';

export interface QueueRuleProps {
  /** Absent: the account's default bus, where AWS's own events arrive. */
  readonly bus?: IEventBus;
  readonly description: string;
  readonly pattern: EventPattern;
  readonly target: ConsumerQueue;
}

// The longest that EventBridge keeps trying; the defaults of new buses are 5 attempts in 5 minutes.
const RETRY_ATTEMPTS = 185;
const MAX_EVENT_AGE = Duration.hours(24);

/** Events that match go to a queue; what cannot be delivered goes to that queue's dead letters. */
export class QueueRule extends Construct {
  constructor(scope: Construct, id: string, props: QueueRuleProps) {
    super(scope, id);
    new Rule(this, 'Rule', {
      ...(props.bus && { eventBus: props.bus }),
      description: props.description,
      eventPattern: props.pattern,
      targets: [
        new SqsQueue(props.target.queue, {
          deadLetterQueue: props.target.deadLetters,
          retryAttempts: RETRY_ATTEMPTS,
          maxEventAge: MAX_EVENT_AGE,
        }),
      ],
    });
  }
}
