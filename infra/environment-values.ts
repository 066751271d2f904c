import { Duration } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { EnvironmentValues } from './constructs/function-environment.ts';
import type { DataStack } from './data-stack.ts';
import type { StageSettings } from './stages.ts';

export interface EnvironmentSources {
  readonly settings: StageSettings;
  readonly data: DataStack;
  readonly queues: { readonly timers: Queue; readonly signals: Queue; readonly sim: Queue; readonly migrations: Queue };
  readonly stateMachineArn: string;
  readonly configurationSetName: string;
  /** Without a slash at the end. */
  readonly apiUrl: string;
}

/** The value of every name in the contract's environment. */
export function environmentValues(sources: EnvironmentSources): EnvironmentValues {
  const { settings, data, queues } = sources;
  return {
    STAGE: settings.stage,
    TABLE_NAME: data.table.tableName,
    DOCUMENT_BUCKET_NAME: data.documents.bucketName,
    MAIL_BUCKET_NAME: data.mail.bucketName,
    EVENT_BUS_NAME: data.bus.eventBusName,
    STATE_MACHINE_ARN: sources.stateMachineArn,
    TIMER_QUEUE_URL: queues.timers.queueUrl,
    SIGNAL_QUEUE_URL: queues.signals.queueUrl,
    SIM_QUEUE_URL: queues.sim.queueUrl,
    MIGRATION_QUEUE_URL: queues.migrations.queueUrl,
    CURSOR_KEY_SECRET_ID: data.signingKeys.cursor.secretArn,
    CALLBACK_KEY_SECRET_ID: data.signingKeys.callback.secretArn,
    REPLY_KEY_SECRET_ID: data.signingKeys.reply.secretArn,
    CONFIGURATION_SET_NAME: sources.configurationSetName,
    SENDER_ADDRESS: settings.mail.sender,
    INBOUND_DOMAIN: settings.mail.inboundDomain,
    PORTAL_URL: settings.portal.url,
    CALLBACK_URL: `${sources.apiUrl}/v1/provider-callbacks`,
    CHECK_PROVIDERS: settings.checkProviders.join(',') || 'none' || 'none',
    SHARD_COUNT: String(settings.shardCount),
    PARK_AFTER_SECONDS: String(Duration.days(settings.parkAfterDays).toSeconds()),
  };
}
