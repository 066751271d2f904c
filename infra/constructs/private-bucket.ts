import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  HttpMethods,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export interface PrivateBucketProps {
  /** Absent: the key that S3 keeps. */
  readonly key: IKey | undefined;
  /** Takes the server access logs, under the bucket's own prefix. */
  readonly accessLogs: IBucket;
  /** Origins of browsers that upload and download by signed request. */
  readonly browserOrigins?: readonly string[];
  /** Announces created objects on the default event bus. */
  readonly announced?: boolean;
}

/** Days after which a version that was replaced or deleted is gone; a deletion can be undone until then. */
const NONCURRENT_DAYS = 90;

/** A versioned bucket that nobody reaches without TLS and nobody reaches anonymously; it outlives its stack. */
export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id, {
      versioned: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: props.key ? BucketEncryption.KMS : BucketEncryption.S3_MANAGED,
      ...(props.key && { encryptionKey: props.key, bucketKeyEnabled: true }),
      serverAccessLogsBucket: props.accessLogs,
      serverAccessLogsPrefix: `${id}/`,
      lifecycleRules: [
        {
          id: 'Tidy',
          abortIncompleteMultipartUploadAfter: Duration.days(1),
          noncurrentVersionExpiration: Duration.days(NONCURRENT_DAYS),
        },
      ],
      cors: corsRules(props.browserOrigins ?? []),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    if (props.announced) this.announce();
  }

  /** By property, because the bucket's own switch adds a custom resource with a function. */
  private announce(): void {
    const bucket = this.node.defaultChild as CfnBucket;
    bucket.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  }
}

function corsRules(origins: readonly string[]) {
  if (origins.length === 0) return [];
  return [
    {
      allowedMethods: [HttpMethods.POST, HttpMethods.GET],
      allowedOrigins: [...origins],
      allowedHeaders: ['*'],
      exposedHeaders: ['ETag'],
      maxAge: 7200,
    },
  ];
}
