import { requireKnownProperties } from '../known-properties.ts';
import type { EngineContext, ResolvedResource } from '../parts.ts';
import type { CorsRule } from './cors.ts';

/** What the template says about a bucket, as far as the store acts on it. */
export interface Bucket {
  readonly name: string;
  readonly versioned: boolean;
  /** Whether its events reach the default bus. */
  readonly notifiesBus: boolean;
  readonly cors: readonly CorsRule[];
}

/** Encryption, life cycle, ownership and public access change nothing on one machine. */
const known = [
  'BucketName',
  'VersioningConfiguration',
  'NotificationConfiguration',
  'CorsConfiguration',
  'BucketEncryption',
  'LifecycleConfiguration',
  'LoggingConfiguration',
  'OwnershipControls',
  'PublicAccessBlockConfiguration',
  'Tags',
];

/** CDK turns the bus on through a custom resource unless the property was set by hand. */
function notifiesBus(bucket: ResolvedResource, resources: readonly ResolvedResource[]): boolean {
  if (bucket.properties.NotificationConfiguration?.EventBridgeConfiguration !== undefined) return true;
  return resources.some(
    ({ type, properties }) =>
      type === 'Custom::S3BucketNotifications' &&
      properties.BucketName === bucket.physicalId &&
      properties.NotificationConfiguration?.EventBridgeConfiguration !== undefined,
  );
}

function onlyBusNotifications({ logicalId, properties }: ResolvedResource): void {
  const kinds = Object.keys(properties.NotificationConfiguration ?? {});
  const other = kinds.find((kind) => kind !== 'EventBridgeConfiguration');
  if (other !== undefined)
    throw new Error(`Bucket ${logicalId} uses ${other}, which the local engine does not support.`);
}

/** The buckets of the template by name. Throws for notifications other than to EventBridge. */
export function readBuckets(context: EngineContext): ReadonlyMap<string, Bucket> {
  const found = context.resources.filter(({ type }) => type === 'AWS::S3::Bucket');
  for (const resource of context.resources)
    if (resource.type === 'AWS::S3::Bucket' || resource.type === 'Custom::S3BucketNotifications')
      onlyBusNotifications(resource);
  return new Map(
    found.map((resource) => {
      requireKnownProperties(resource, known);
      const { properties } = resource;
      const bucket: Bucket = {
        name: resource.physicalId,
        versioned: properties.VersioningConfiguration?.Status === 'Enabled',
        notifiesBus: notifiesBus(resource, context.resources),
        cors: properties.CorsConfiguration?.CorsRules ?? [],
      };
      return [bucket.name, bucket];
    }),
  );
}
