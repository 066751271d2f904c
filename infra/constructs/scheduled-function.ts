import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';

import { Construct } from 'constructs';
import { AsyncRetries } from './async-retries.ts';
import type { DeadLetterQueue } from './dead-letter-queue.ts';

export interface ScheduledFunctionProps {
  readonly target: LambdaFunction;
  readonly description: string;
  readonly everyMinutes: number;
  /** Takes calls that could not be made or were given up. */
  readonly abandoned: DeadLetterQueue;
}

const RETRY_ATTEMPTS = 2;
/** A sweep finds whatever an earlier one missed, so old calls are worth nothing. */
const MAX_EVENT_AGE = Duration.minutes(5);

/** Calls a function every so many minutes, through a role that may do nothing else. */
export class ScheduledFunction extends Construct {
  constructor(scope: Construct, id: string, props: ScheduledFunctionProps) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [props.target.functionArn] }),
    );
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [props.abandoned.queueArn] }));
    new AsyncRetries(this, 'Retries', { target: props.target, maxAge: MAX_EVENT_AGE, abandoned: props.abandoned });
    new Schedule(this, 'Schedule', {
      description: props.description,
      schedule: ScheduleExpression.rate(Duration.minutes(props.everyMinutes)),
      target: new LambdaInvoke(props.target, {
        role: role.withoutPolicyUpdates(),
        deadLetterQueue: props.abandoned,
        retryAttempts: RETRY_ATTEMPTS,
        maxEventAge: MAX_EVENT_AGE,
      }),
    });
  }
}
