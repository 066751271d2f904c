/** One entry of a state's `Retry`, as Amazon States Language has it. */
export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly MaxAttempts: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds: number;
  readonly JitterStrategy: 'FULL';
}

/** The call did not reach the function, or Lambda itself failed: as good as never called. */
const LAMBDA_ITSELF: Retrier = {
  ErrorEquals: [
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.TooManyRequestsException',
  ],
  IntervalSeconds: 1,
  MaxAttempts: 8,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
  JitterStrategy: 'FULL',
};

/** The function failed: a throttled table or a bug. About an hour of trying lets a bad deploy be taken back. */
const functionFailed = (...errors: string[]): Retrier => ({
  ErrorEquals: errors,
  IntervalSeconds: 5,
  MaxAttempts: 10,
  BackoffRate: 2,
  MaxDelaySeconds: 600,
  JitterStrategy: 'FULL',
});

/** For tasks that are safe to repeat and answer at once; a timeout is a failure like any other. */
export const RETRY_TASK: readonly Retrier[] = [LAMBDA_ITSELF, functionFailed('States.TaskFailed', 'States.Timeout')];

/** For waits: their timeout is the answer "nothing happened", not a failure. */
export const RETRY_WAIT: readonly Retrier[] = [LAMBDA_ITSELF, functionFailed('States.TaskFailed')];
