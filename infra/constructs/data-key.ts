import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

const USE = [
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:GenerateDataKey',
  'kms:DescribeKey',
];
const SERVICES = ['dynamodb', 's3', 'secretsmanager'];

/**
 * One key for table, buckets and secrets. Whoever in this account has the rights to the data may use it through the
 * service that keeps the data, as with the keys that AWS manages; nobody may use it directly.
 */
export class DataKey extends Key {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      description: 'Data of Gangway at rest',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.addToResourcePolicy(throughServices());
    this.addToResourcePolicy(forReceivedMail());
  }
}

function throughServices(): PolicyStatement {
  return new PolicyStatement({
    sid: 'ThroughTheServicesThatKeepTheData',
    principals: [new AnyPrincipal()],
    actions: [...USE, 'kms:CreateGrant'],
    resources: ['*'],
    conditions: {
      StringEquals: {
        'kms:CallerAccount': Aws.ACCOUNT_ID,
        'kms:ViaService': SERVICES.map((service) => `${service}.${Aws.REGION}.${Aws.URL_SUFFIX}`),
      },
    },
  });
}

/** SES writes received mail into a bucket that encrypts with this key. */
function forReceivedMail(): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReceivedMail',
    principals: [new ServicePrincipal('ses.amazonaws.com')],
    actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
  });
}
