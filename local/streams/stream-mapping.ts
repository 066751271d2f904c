import { compilePattern } from '../event-pattern.ts';
import { nameInArn, refuseUnknownKeys, requireKnownProperties } from '../known-properties.ts';
import type { ResolvedResource } from '../parts.ts';

/** One event source mapping from a table's stream to a function. */
export interface StreamMapping {
  /** Identifies the checkpoint; stable over restarts. */
  readonly id: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly tableName: string;
  readonly streamArn: string;
  readonly streamViewType: string;
  readonly fromNewest: boolean;
  readonly batchSize: number;
  readonly windowMs: number;
  readonly bisects: boolean;
  /** -1 retries for ever. */
  readonly maximumRetries: number;
  /** Engine seconds; -1 never gives a record up for its age. */
  readonly maximumAgeSeconds: number;
  readonly reportsItemFailures: boolean;
  readonly onFailureArn: string | undefined;
  readonly patterns: readonly StreamPattern[];
}

export interface StreamPattern {
  /** Event names it can match at all, undefined for any: spares parsing the images of all others. */
  readonly eventNames: ReadonlySet<string> | undefined;
  /** Whether it says anything of images: where it does not, those of what it does not match are not even read. */
  readonly readsImages: boolean;
  readonly matches: (record: unknown) => boolean;
}

const KNOWN = [
  'FunctionName',
  'EventSourceArn',
  'StartingPosition',
  'BatchSize',
  'MaximumBatchingWindowInSeconds',
  'BisectBatchOnFunctionError',
  'MaximumRetryAttempts',
  'MaximumRecordAgeInSeconds',
  'FunctionResponseTypes',
  'DestinationConfig',
  'FilterCriteria',
  'ParallelizationFactor',
  'Enabled',
  'Tags',
];

export function isStreamMapping(resource: ResolvedResource): boolean {
  return (
    resource.type === 'AWS::Lambda::EventSourceMapping' &&
    String(resource.properties.EventSourceArn).startsWith('arn:aws:dynamodb:')
  );
}

/** @throws one sentence for settings that do not run on one machine */
export function readStreamMapping(resource: ResolvedResource, resources: readonly ResolvedResource[]): StreamMapping {
  requireKnownProperties(resource, KNOWN);
  const { properties } = resource;
  const streamArn = String(properties.EventSourceArn);
  const table = resources.find(({ arn }) => arn !== undefined && streamArn.startsWith(`${arn}/stream/`));
  const functionName = nameInArn(String(properties.FunctionName));
  const target = resources.find((other) => other.type === 'AWS::Lambda::Function' && other.physicalId === functionName);
  if (!table || !target) throw new Error(`${resource.logicalId}: its table or function is not part of the app.`);
  const onFailureArn = properties.DestinationConfig?.OnFailure?.Destination;
  if (onFailureArn !== undefined && !onFailureArn.startsWith('arn:aws:sqs:')) {
    throw new Error(`${resource.logicalId}: only a queue as on-failure destination runs on one machine.`);
  }
  return {
    id: resource.physicalId,
    functionName,
    functionArn: target.arn!,
    tableName: table.physicalId,
    streamArn,
    streamViewType: table.properties.StreamSpecification.StreamViewType,
    fromNewest: properties.StartingPosition === 'LATEST',
    batchSize: properties.BatchSize ?? 100,
    windowMs: (properties.MaximumBatchingWindowInSeconds ?? 0) * 1000,
    bisects: properties.BisectBatchOnFunctionError ?? false,
    maximumRetries: properties.MaximumRetryAttempts ?? -1,
    maximumAgeSeconds: properties.MaximumRecordAgeInSeconds ?? -1,
    reportsItemFailures: properties.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
    onFailureArn,
    patterns: readPatterns(resource),
  };
}

function readPatterns(resource: ResolvedResource): StreamPattern[] {
  const criteria = resource.properties.FilterCriteria ?? {};
  refuseUnknownKeys(criteria, ['Filters'], `FilterCriteria of ${resource.logicalId}`);
  return (criteria.Filters ?? []).map((filter: { Pattern: string }): StreamPattern => {
    const pattern = JSON.parse(filter.Pattern);
    const names: unknown = pattern.eventName;
    const plain = Array.isArray(names) && names.every((name) => typeof name === 'string');
    return {
      eventNames: plain ? new Set(names) : undefined,
      readsImages: Object.keys(pattern.dynamodb ?? {}).some((part) => part !== 'Keys'),
      matches: compilePattern(pattern),
    };
  });
}
