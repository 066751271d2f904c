import { Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { AccessLogBucket } from './constructs/access-log-bucket.ts';
import { CaseTable } from './constructs/case-table.ts';
import { DataKey } from './constructs/data-key.ts';
import { DeadLetterQueue } from './constructs/dead-letter-queue.ts';
import { PrivateBucket } from './constructs/private-bucket.ts';
import { SigningKeys } from './constructs/signing-keys.ts';
import type { StageSettings } from './stages.ts';

export interface DataStackProps extends StackProps {
  readonly settings: StageSettings;
}

/** What outlives every deploy: losing any of it loses cases. */
export class DataStack extends Stack {
  readonly table: CaseTable;
  readonly documents: PrivateBucket;
  readonly mail: PrivateBucket;
  readonly bus: EventBus;
  readonly busDeadLetters: DeadLetterQueue;
  readonly signingKeys: SigningKeys;

  constructor(scope: Construct, id: string, { settings, ...props }: DataStackProps) {
    super(scope, id, props);
    const key = settings.customerManagedKey ? new DataKey(this, 'DataKey') : undefined;
    const accessLogs = new AccessLogBucket(this, 'AccessLogs');

    this.table = new CaseTable(this, 'Table', {
      key,
      deletionProtection: settings.deletionProtection,
      restorableDays: settings.restorableDays,
    });
    this.documents = new PrivateBucket(this, 'Documents', {
      key,
      accessLogs,
      browserOrigins: settings.portal.origins,
      announced: true,
    });
    this.mail = new PrivateBucket(this, 'Mail', { key, accessLogs });
    this.busDeadLetters = new DeadLetterQueue(this, 'BusDeadLetters');
    this.bus = new EventBus(this, 'Bus', {
      // The CDK would name it after its path in the app, which is the same in every stage.
      eventBusName: `gangway-${settings.stage}`,
      description: 'What happened to cases',
      deadLetterQueue: this.busDeadLetters,
    });
    this.busDeadLetters.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.busDeadLetters.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': this.bus.eventBusArn } },
      }),
    );
    this.signingKeys = new SigningKeys(this, 'SigningKeys', key);
  }
}
