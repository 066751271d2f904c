import { describe, expect, test } from 'vitest';
import { STAGES } from '../../infra/stages.ts';
import { type Resource, synthesised } from './synthesised.ts';
import { ofType, only } from './template.ts';

const KEEPS_DATA = [
  'AWS::DynamoDB::GlobalTable',
  'AWS::S3::Bucket',
  'AWS::SecretsManager::Secret',
  'AWS::KMS::Key',
  'AWS::Cognito::UserPool',
];

/** CloudFormation replaces a resource whose logical id changes: with these, that would lose data. Never edit a line. */
const FROZEN = [
  'AccessLogs8B620ECA AWS::S3::Bucket',
  'Documents7E5B2978 AWS::S3::Bucket',
  'Mail6A3D1F64 AWS::S3::Bucket',
  'SigningKeysCallback35C8E551 AWS::SecretsManager::Secret',
  'SigningKeysCursor6A001B0C AWS::SecretsManager::Secret',
  'SigningKeysReplyB678653D AWS::SecretsManager::Secret',
  'SignInPoolFD298EFA AWS::Cognito::UserPool',
  'TableCD117FA1 AWS::DynamoDB::GlobalTable',
];
const FROZEN_IN_PRODUCTION = [...FROZEN, 'DataKey17AFBB84 AWS::KMS::Key'];

describe.each(STAGES)('%s', async (stage) => {
  const { data, service } = await synthesised(stage);
  const stateful = Object.entries({ ...data, ...service }).filter(([, { Type }]) => KEEPS_DATA.includes(Type));
  const buckets = ofType(data, 'AWS::S3::Bucket').map(([, { Properties }]) => Properties);

  test('keeps the logical id of everything that holds data', () => {
    const expected = stage === 'production' ? FROZEN_IN_PRODUCTION : FROZEN;
    expect(stateful.map(([id, { Type }]) => `${id} ${Type}`).sort(caseless)).toEqual([...expected].sort(caseless));
  });

  test('keeps data when its stack goes or changes', () => {
    const policies = stateful.map(([, { DeletionPolicy, UpdateReplacePolicy }]) => [
      DeletionPolicy,
      UpdateReplacePolicy,
    ]);
    expect(policies).toEqual(stateful.map(() => ['Retain', 'Retain']));
  });

  test('has one table, on demand, with a stream of new images, expiry in seconds and point-in-time recovery', () => {
    const { Properties } = only(data, 'AWS::DynamoDB::GlobalTable');
    expect(Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'expiresAtSeconds', Enabled: true },
    });
    expect(Properties.Replicas[0].PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled).toBe(true);
  });

  test('indexes rows of lists and due work, with what they show and nothing more', () => {
    const { GlobalSecondaryIndexes } = only(data, 'AWS::DynamoDB::GlobalTable').Properties;
    const index = (name: string) => ({
      IndexName: name,
      KeySchema: [
        { AttributeName: `${name}pk`, KeyType: 'HASH' },
        { AttributeName: `${name}sk`, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['row', 'kind'] },
    });
    expect(GlobalSecondaryIndexes).toEqual([index('gsi1'), index('gsi2')]);
  });

  test('hides every bucket from the public and from unencrypted connections', () => {
    const sealed = {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    };
    expect(buckets.map((bucket) => bucket.PublicAccessBlockConfiguration)).toEqual(buckets.map(() => sealed));
    const policies = ofType(data, 'AWS::S3::BucketPolicy').map(([, { Properties }]) => JSON.stringify(Properties));
    expect(policies.filter((policy) => policy.includes('"aws:SecureTransport":"false"')).length).toBe(buckets.length);
  });

  test('keeps versions of documents and mail, and tells the default bus of new documents', () => {
    const versioned = buckets.filter(({ VersioningConfiguration }) => VersioningConfiguration?.Status === 'Enabled');
    expect(versioned.length).toBe(2);
    const announced = buckets.filter(({ NotificationConfiguration }) => NotificationConfiguration !== undefined);
    expect(announced.map(({ NotificationConfiguration }) => NotificationConfiguration)).toEqual([
      { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    ]);
  });

  test('tidies up after abandoned uploads within a day', () => {
    const rules = buckets.flatMap(({ LifecycleConfiguration }) => LifecycleConfiguration.Rules);
    const tidying = rules.filter(({ AbortIncompleteMultipartUpload: abort }) => abort?.DaysAfterInitiation === 1);
    expect(tidying.length).toBe(2);
  });

  test('needs no function of the CDK’s own: everything it creates is in the template', () => {
    const custom = Object.values({ ...data, ...service }).filter(({ Type }: Resource) => Type.startsWith('Custom::'));
    expect(custom).toEqual([]);
  });
});

test('production protects the table and restores it to any second of 35 days', async () => {
  const { data } = await synthesised('production');
  const [replica] = only(data, 'AWS::DynamoDB::GlobalTable').Properties.Replicas;
  expect(replica.DeletionProtectionEnabled).toBe(true);
  expect(replica.PointInTimeRecoverySpecification.RecoveryPeriodInDays).toBe(35);
});

test('production encrypts table, buckets and secrets with a key of its own that rotates', async () => {
  const { data } = await synthesised('production');
  expect(only(data, 'AWS::KMS::Key').Properties.EnableKeyRotation).toBe(true);
  const table = only(data, 'AWS::DynamoDB::GlobalTable').Properties;
  expect(table.SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
  const users = JSON.stringify([
    table.Replicas[0].SSESpecification,
    ofType(data, 'AWS::S3::Bucket').map(([, { Properties }]) => Properties.BucketEncryption),
    ofType(data, 'AWS::SecretsManager::Secret').map(([, { Properties }]) => Properties.KmsKeyId),
  ]);
  // One table, two buckets (access logs cannot be), three secrets.
  expect(users.match(/DataKey17AFBB84/g)?.length).toBe(6);
});

function caseless(a: string, b: string): number {
  return a.toLowerCase() < b.toLowerCase() ? -1 : 1;
}
