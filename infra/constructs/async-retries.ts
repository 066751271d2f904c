import type { Duration } from 'aws-cdk-lib';
import { EventInvokeConfig, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Construct } from 'constructs';
import type { DeadLetterQueue } from './dead-letter-queue.ts';

export interface AsyncRetriesProps {
  readonly target: LambdaFunction;
  /** How long a call is worth repeating. */
  readonly maxAge: Duration;
  /** Takes calls that were given up; the function's role must be allowed to send there. */
  readonly abandoned: DeadLetterQueue;
}

const RETRY_ATTEMPTS = 2;

/** What happens to calls that nobody waits for when the function fails. */
export class AsyncRetries extends Construct {
  constructor(scope: Construct, id: string, props: AsyncRetriesProps) {
    super(scope, id);
    new EventInvokeConfig(this, 'Config', {
      function: props.target,
      retryAttempts: RETRY_ATTEMPTS,
      maxEventAge: props.maxAge,
      onFailure: new SqsDestination(props.abandoned),
    });
  }
}
