import { compilePattern, type EventMatcher } from '../event-pattern.ts';
import { nameInArn, refuseUnknownKeys, requireKnownProperties } from '../known-properties.ts';
import type { ResolvedResource } from '../parts.ts';
import { requireFunction } from '../targets.ts';

/** One event source mapping from a queue to a function. */
export interface MappingSettings {
  readonly queueName: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly windowMs: number;
  readonly maximumConcurrency: number;
  readonly reportsItemFailures: boolean;
  /** Empty: no filter. A message must match one of them, else it is dropped, as Lambda does. */
  readonly filters: readonly EventMatcher[];
}

const knownProperties = [
  'BatchSize',
  'Enabled',
  'EventSourceArn',
  'FilterCriteria',
  'FunctionName',
  'FunctionResponseTypes',
  'MaximumBatchingWindowInSeconds',
  'ScalingConfig',
  'Tags',
];

/** Without ScalingConfig; Lambda begins with five pollers for a standard queue (Lambda Developer Guide, SQS scaling). */
const defaultConcurrency = 5;

/** Reads the enabled mappings whose source is a queue; throws one sentence on what the engine does not support. */
export function readMappings(
  resources: readonly ResolvedResource[],
  queueNames: ReadonlySet<string>,
): readonly MappingSettings[] {
  return resources
    .filter((resource) => resource.type === 'AWS::Lambda::EventSourceMapping')
    .filter((resource) => String(resource.properties.EventSourceArn).split(':')[2] === 'sqs')
    .filter((resource) => resource.properties.Enabled !== false)
    .map((resource) => readMapping(resource, resources, queueNames));
}

function readMapping(
  resource: ResolvedResource,
  resources: readonly ResolvedResource[],
  queueNames: ReadonlySet<string>,
): MappingSettings {
  requireKnownProperties(resource, knownProperties);
  const properties = resource.properties;
  const queueName = nameInArn(properties.EventSourceArn);
  if (!queueNames.has(queueName)) {
    throw new Error(`The event source mapping ${resource.logicalId} reads ${queueName}, which no template declares.`);
  }
  const responseTypes: readonly string[] = properties.FunctionResponseTypes ?? [];
  if (responseTypes.some((type) => type !== 'ReportBatchItemFailures')) {
    throw new Error(`The event source mapping ${resource.logicalId} has an unknown function response type.`);
  }
  refuseUnknownKeys(properties.ScalingConfig ?? {}, ['MaximumConcurrency'], `ScalingConfig of ${resource.logicalId}`);
  return {
    queueName,
    functionName: requireFunction(resources, properties.FunctionName, `Event source mapping ${resource.logicalId}`),
    batchSize: Number(properties.BatchSize ?? 10),
    windowMs: Number(properties.MaximumBatchingWindowInSeconds ?? 0) * 1000,
    maximumConcurrency: Number(properties.ScalingConfig?.MaximumConcurrency ?? defaultConcurrency),
    reportsItemFailures: responseTypes.length > 0,
    filters: readFilters(properties.FilterCriteria),
  };
}

function readFilters(criteria: { Filters?: ReadonlyArray<{ Pattern?: string }> } | undefined): readonly EventMatcher[] {
  return (criteria?.Filters ?? []).map((filter) => compilePattern(JSON.parse(filter.Pattern ?? 'null')));
}
