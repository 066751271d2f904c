import type { ResourceKind } from '../resource-kinds.ts';

/** Tables, objects, keys and secrets. */
export const DATA_KINDS: Readonly<Record<string, ResourceKind>> = {
  'AWS::DynamoDB::GlobalTable': {
    identify(naming) {
      const name = naming.name('TableName');
      const arn = naming.arn('dynamodb', `table/${name}`);
      return { physicalId: name, arn, attributes: { Arn: arn, StreamArn: streamArn(arn), TableId: naming.uuid() } };
    },
  },
  'AWS::S3::Bucket': {
    identify(naming) {
      const name = naming.name('BucketName');
      const arn = `arn:aws:s3:::${name}`;
      const attributes = {
        Arn: arn,
        DomainName: `${name}.s3.amazonaws.com`,
        RegionalDomainName: `${name}.s3.${naming.place.region}.amazonaws.com`,
      };
      return { physicalId: name, arn, attributes };
    },
  },
  'AWS::S3::BucketPolicy': {
    ignored: 'rights are not evaluated on one machine',
    identify: (naming) => ({ physicalId: naming.name('Bucket') }),
  },
  'AWS::KMS::Key': {
    ignored: 'data on one machine is not encrypted at rest',
    identify(naming) {
      const id = naming.uuid();
      const arn = naming.arn('kms', `key/${id}`);
      return { physicalId: id, arn, attributes: { Arn: arn, KeyId: id } };
    },
  },
  'AWS::KMS::Alias': {
    ignored: 'data on one machine is not encrypted at rest',
    identify: (naming) => ({ physicalId: naming.name('AliasName') }),
  },
  'AWS::SecretsManager::Secret': {
    identify(naming) {
      const arn = naming.arn('secretsmanager', `secret:${naming.name('Name')}-${naming.token(6)}`);
      return { physicalId: arn, arn, attributes: { Id: arn } };
    },
  },
};

/** The stream of a table; the label is a fixed date because a local table has one stream for ever. */
export function streamArn(tableArn: string): string {
  return `${tableArn}/stream/2026-01-01T00:00:00.000`;
}
