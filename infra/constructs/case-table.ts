import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type CfnGlobalTable,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { TABLE } from '../../shared/contract/table.ts';

export interface CaseTableProps {
  /** Absent: the key that DynamoDB owns. */
  readonly key: IKey | undefined;
  readonly deletionProtection: boolean;
  readonly restorableDays: number;
}

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The one table. Its stream feeds the outbox; its expiry attribute is in epoch seconds. */
export class CaseTable extends TableV2 {
  constructor(scope: Construct, id: string, props: CaseTableProps) {
    super(scope, id, {
      partitionKey: text(TABLE.partitionKey),
      sortKey: text(TABLE.sortKey),
      billing: Billing.onDemand(),
      dynamoStream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: TABLE.expiryAttribute,
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: props.restorableDays,
      },
      deletionProtection: props.deletionProtection,
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      globalSecondaryIndexes: Object.entries(TABLE.indexes).map(([indexName, keys]) => ({
        indexName,
        partitionKey: text(keys.partitionKey),
        sortKey: text(keys.sortKey),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [...TABLE.projectedAttributes],
      })),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    if (props.key) this.encryptWith(props.key);
  }

  /** By property, because the construct renders a key of our own only where the region is known at synthesis. */
  private encryptWith(key: IKey): void {
    const table = this.node.defaultChild as CfnGlobalTable;
    table.addPropertyOverride('SSESpecification', { SSEEnabled: true, SSEType: 'KMS' });
    table.addPropertyOverride('Replicas.0.SSESpecification', { KMSMasterKeyId: key.keyArn });
  }
}
