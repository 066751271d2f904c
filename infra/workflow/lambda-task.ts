import { Aws } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { RETRY_TASK, RETRY_WAIT } from './retries.ts';

const INVOKE = `arn:${Aws.PARTITION}:states:::lambda:invoke`;
/** Above the functions' own timeouts, so that a function's failure is seen as one. */
const TASK_TIMEOUT_SECONDS = 60;

type Payload = Readonly<Record<string, unknown>>;

/** A state that calls a function and goes on with what it answers. JSON of Amazon States Language, JSONata. */
export function callState(handler: IFunction, comment: string, payload: Payload, more: object = {}): Payload {
  return {
    Type: 'Task',
    Comment: comment,
    Resource: INVOKE,
    Arguments: { FunctionName: handler.functionArn, Payload: payload },
    TimeoutSeconds: TASK_TIMEOUT_SECONDS,
    Retry: RETRY_TASK,
    ...more,
  };
}

/**
 * A state that gives a function its task token and waits until somebody answers it, or the time is over.
 * @param timeoutSeconds a JSONata expression; hence plain JSON: CDK 2.276 would render a `TimeoutSecondsPath`
 */
export function waitState(handler: IFunction, comment: string, timeoutSeconds: string, payload: Payload): Payload {
  return {
    Type: 'Task',
    Comment: comment,
    Resource: `${INVOKE}.waitForTaskToken`,
    Arguments: {
      FunctionName: handler.functionArn,
      Payload: { ...payload, token: '{% $states.context.Task.Token %}' },
    },
    TimeoutSeconds: timeoutSeconds,
    Retry: RETRY_WAIT,
  };
}
