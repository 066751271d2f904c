import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { AlarmThresholds } from '../stages.ts';
import { ALARM_KINDS, type AlarmKind } from './alarm-kinds.ts';

const PERIOD = Duration.minutes(5);

/** All alarms of the service. Each names its runbook and goes to one topic that operators subscribe to. */
export class Alarms extends Construct {
  readonly topic: Topic;
  readonly all: Alarm[] = [];
  private readonly thresholds: AlarmThresholds;

  constructor(scope: Construct, id: string, thresholds: AlarmThresholds) {
    super(scope, id);
    this.thresholds = thresholds;
    this.topic = new Topic(this, 'Topic', { displayName: 'Gangway alarms', enforceSSL: true });
  }

  watchFunction(name: string, lambda: LambdaFunction): void {
    const { functionErrors, functionThrottles } = this.thresholds;
    this.raise('function-errors', name, sum(lambda.metricErrors()), functionErrors);
    this.raise('function-throttles', name, sum(lambda.metricThrottles()), functionThrottles);
  }

  watchQueue(name: string, queue: IQueue): void {
    const age = queue.metricApproximateAgeOfOldestMessage({ period: PERIOD, statistic: Stats.MAXIMUM });
    this.raise('queue-age', name, age, this.thresholds.queueAgeSeconds);
  }

  watchDeadLetters(name: string, queue: IQueue): void {
    const depth = queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: Stats.MAXIMUM });
    this.raise('dead-letters', name, depth, 1);
  }

  /** @param reader the function that reads the stream */
  watchStream(name: string, reader: LambdaFunction): void {
    const ageMs = reader.metric('IteratorAge', { period: PERIOD, statistic: Stats.MAXIMUM });
    this.raise('stream-age', name, ageMs, this.thresholds.streamAgeSeconds * 1000);
  }

  watchWorkflow(name: string, machine: StateMachine): void {
    this.raise('workflow-failed', name, sum(machine.metricFailed()), 1);
    this.raise('workflow-timed-out', name, sum(machine.metricTimedOut()), 1);
    this.raise('workflow-throttled', name, sum(machine.metricThrottled()), 1);
  }

  watchApi(name: string, serverErrors: Metric): void {
    this.raise('api-5xx', name, sum(serverErrors), this.thresholds.api5xx);
  }

  watchMail(name: string): void {
    const rate = (metricName: string) =>
      new Metric({ namespace: 'AWS/SES', metricName, period: Duration.hours(1), statistic: Stats.MAXIMUM });
    this.raise('mail-bounces', name, rate('Reputation.BounceRate'), this.thresholds.bounceRate);
    this.raise('mail-complaints', name, rate('Reputation.ComplaintRate'), this.thresholds.complaintRate);
  }

  private raise(kind: AlarmKind, name: string, metric: IMetric, threshold: number): void {
    const alarm = new Alarm(this, `${name}-${kind}`, {
      alarmDescription: `${ALARM_KINDS[kind]} (${name}). Runbook: ${this.thresholds.runbooksAt}/${kind}.md`,
      metric,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    this.all.push(alarm);
  }
}

function sum(metric: Metric): Metric {
  return metric.with({ period: PERIOD, statistic: Stats.SUM });
}
