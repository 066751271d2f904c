import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { StageSettings } from '../stages.ts';

/** A log group with the retention of the stage. */
export function serviceLog(scope: Construct, id: string, settings: StageSettings): LogGroup {
  return new LogGroup(scope, id, {
    retention: settings.logRetentionDays,
    removalPolicy: settings.keepLogs ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
}
