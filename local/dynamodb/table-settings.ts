import { requireKnownProperties } from '../known-properties.ts';
import type { ResolvedResource } from '../parts.ts';

export interface TableSettings {
  readonly name: string;
  readonly arn: string;
  /** Input of CreateTable. */
  readonly create: Readonly<Record<string, unknown>>;
  readonly indexes: readonly Readonly<Record<string, unknown>>[];
  readonly streamViewType: string | undefined;
  readonly keyNames: readonly string[];
  /** Attribute that holds the expiry in epoch seconds. */
  readonly expiryAttribute: string | undefined;
}

const KNOWN = [
  'TableName',
  'AttributeDefinitions',
  'KeySchema',
  'BillingMode',
  'GlobalSecondaryIndexes',
  'StreamSpecification',
  'TimeToLiveSpecification',
  'Replicas',
  'SSESpecification',
  'WriteOnDemandThroughputSettings',
  'WarmThroughput',
];

/** Reads an AWS::DynamoDB::GlobalTable; replicas, encryption, capacity and backups have no meaning on one machine. */
export function readTable(resource: ResolvedResource): TableSettings {
  requireKnownProperties(resource, KNOWN);
  const { properties } = resource;
  const indexes = (properties.GlobalSecondaryIndexes ?? []).map(indexSettings);
  const viewType = properties.StreamSpecification?.StreamViewType;
  return {
    name: resource.physicalId,
    arn: resource.arn!,
    create: {
      TableName: resource.physicalId,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: properties.AttributeDefinitions,
      KeySchema: properties.KeySchema,
      ...(indexes.length === 0 ? {} : { GlobalSecondaryIndexes: indexes }),
      ...(viewType === undefined ? {} : { StreamSpecification: { StreamEnabled: true, StreamViewType: viewType } }),
    },
    indexes,
    streamViewType: viewType,
    keyNames: properties.KeySchema.map((key: { AttributeName: string }) => key.AttributeName),
    expiryAttribute: properties.TimeToLiveSpecification?.Enabled
      ? properties.TimeToLiveSpecification.AttributeName
      : undefined,
  };
}

function indexSettings(index: Record<string, unknown>): Record<string, unknown> {
  const { IndexName, KeySchema, Projection } = index;
  return { IndexName, KeySchema, Projection };
}
