import { randomUUID } from 'node:crypto';
import { requireKnownProperties } from '../known-properties.ts';
import type { InvocationResult, ResolvedResource } from '../parts.ts';

/** How asynchronous invocations of one function are retried. */
export interface InvokeConfig {
  readonly maximumRetries: number;
  readonly maximumAgeSeconds: number;
  /** ARN of the queue that takes what was given up. */
  readonly onFailureArn: string | undefined;
}

/** What Lambda does where a template says nothing. */
export const DEFAULT_INVOKE_CONFIG: InvokeConfig = {
  maximumRetries: 2,
  maximumAgeSeconds: 21_600,
  onFailureArn: undefined,
};

/**
 * @returns function name to its configuration
 * @throws one sentence for a destination that is not a queue
 */
export function readInvokeConfigs(resources: readonly ResolvedResource[]): ReadonlyMap<string, InvokeConfig> {
  const configs = resources.filter(({ type }) => type === 'AWS::Lambda::EventInvokeConfig');
  return new Map(configs.map((resource) => [resource.properties.FunctionName, readInvokeConfig(resource)]));
}

function readInvokeConfig(resource: ResolvedResource): InvokeConfig {
  requireKnownProperties(resource, [
    'FunctionName',
    'Qualifier',
    'MaximumRetryAttempts',
    'MaximumEventAgeInSeconds',
    'DestinationConfig',
  ]);
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = resource.properties;
  const onFailureArn = DestinationConfig?.OnFailure?.Destination;
  if (DestinationConfig?.OnSuccess || (onFailureArn && !onFailureArn.startsWith('arn:aws:sqs:'))) {
    throw new Error(`${resource.logicalId}: only a queue as on-failure destination runs on one machine.`);
  }
  return {
    maximumRetries: MaximumRetryAttempts ?? DEFAULT_INVOKE_CONFIG.maximumRetries,
    maximumAgeSeconds: MaximumEventAgeInSeconds ?? DEFAULT_INVOKE_CONFIG.maximumAgeSeconds,
    onFailureArn,
  };
}

/** The message Lambda sends to an on-failure destination (Developer Guide, "Capturing records of Lambda asynchronous invocations"). */
export function failureRecord(
  functionArn: string,
  event: string,
  attempts: number,
  failure: InvocationResult & { readonly ok: false },
  now: number,
): unknown {
  return {
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    requestContext: {
      requestId: randomUUID(),
      functionArn: `${functionArn}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: attempts,
    },
    requestPayload: JSON.parse(event),
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType: failure.errorType, errorMessage: failure.errorMessage, trace: failure.trace ?? [] },
  };
}
