import { nameInArn, refuseUnknownKeys, requireKnownProperties } from '../known-properties.ts';
import type { ResolvedResource } from '../parts.ts';

/** One standard SQS queue as the template declares it. */
export interface QueueSettings {
  readonly name: string;
  readonly arn: string;
  readonly visibilityTimeoutSeconds: number;
  readonly delaySeconds: number;
  readonly retentionSeconds: number;
  readonly maximumMessageBytes: number;
  readonly receiveWaitSeconds: number;
  readonly redrive?: { readonly queueName: string; readonly maxReceiveCount: number };
}

// Encryption and the allow list of source queues say who may read and redrive; neither changes what a queue does here.
const knownProperties = [
  'QueueName',
  'VisibilityTimeout',
  'DelaySeconds',
  'MessageRetentionPeriod',
  'MaximumMessageSize',
  'ReceiveMessageWaitTimeSeconds',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'SqsManagedSseEnabled',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'Tags',
];

/** Reads every queue of the template; throws one sentence on what the engine does not support. Defaults are those of SQS. */
export function readQueues(resources: readonly ResolvedResource[]): ReadonlyMap<string, QueueSettings> {
  const queues = new Map<string, QueueSettings>();
  for (const resource of resources) {
    if (resource.type !== 'AWS::SQS::Queue') continue;
    const settings = readQueue(resource);
    queues.set(settings.name, settings);
  }
  for (const queue of queues.values()) {
    if (queue.redrive && !queues.has(queue.redrive.queueName)) {
      throw new Error(`The queue ${queue.name} redrives to ${queue.redrive.queueName}, which no template declares.`);
    }
  }
  return queues;
}

function readQueue(resource: ResolvedResource): QueueSettings {
  requireKnownProperties(resource, knownProperties);
  if (resource.arn === undefined) throw new Error(`AWS::SQS::Queue ${resource.logicalId} has no ARN.`);
  const properties = resource.properties ?? {};
  const redrive = readRedrive(properties.RedrivePolicy, resource.logicalId);
  return {
    name: nameInArn(resource.arn),
    arn: resource.arn,
    visibilityTimeoutSeconds: Number(properties.VisibilityTimeout ?? 30),
    delaySeconds: Number(properties.DelaySeconds ?? 0),
    retentionSeconds: Number(properties.MessageRetentionPeriod ?? 345_600),
    maximumMessageBytes: Number(properties.MaximumMessageSize ?? 1_048_576),
    receiveWaitSeconds: Number(properties.ReceiveMessageWaitTimeSeconds ?? 0),
    ...(redrive && { redrive }),
  };
}

function readRedrive(policy: unknown, logicalId: string): QueueSettings['redrive'] {
  if (policy === undefined) return undefined;
  const parsed = typeof policy === 'string' ? JSON.parse(policy) : policy;
  refuseUnknownKeys(parsed, ['deadLetterTargetArn', 'maxReceiveCount'], `The redrive policy of ${logicalId}`);
  return { queueName: nameInArn(parsed.deadLetterTargetArn), maxReceiveCount: Number(parsed.maxReceiveCount) };
}
