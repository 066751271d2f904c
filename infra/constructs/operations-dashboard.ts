import { Aws, Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  Metric,
  Row,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { METRIC_NAMESPACE, type MetricName } from '../../shared/contract/metrics.ts';
import type { Alarms } from './alarms.ts';
import type { EventBackbone } from './event-backbone.ts';

export interface OperationsDashboardProps {
  readonly stage: string;
  readonly alarms: Alarms;
  readonly api: HttpApi;
  readonly functions: Readonly<Record<string, LambdaFunction>>;
  readonly backbone: EventBackbone;
  readonly machine: StateMachine;
}

const HALF = 12;
const PERIOD = Duration.minutes(5);

/** One screen: is the service well, and are cases moving. */
export class OperationsDashboard extends Construct {
  private readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, props: OperationsDashboardProps) {
    super(scope, id);
    this.dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: `gangway-${props.stage}`,
      defaultInterval: Duration.hours(12),
      widgets: [...serviceHealth(props), ...caseOperations(props.stage)],
    });
  }

  /** Where operators find it. */
  get url(): string {
    const name = this.dashboard.dashboardName;
    return `https://${Aws.REGION}.console.aws.amazon.com/cloudwatch/home?region=${Aws.REGION}#dashboards:name=${name}`;
  }
}

function serviceHealth({ alarms, api, functions, backbone, machine }: OperationsDashboardProps): IWidget[][] {
  const perFunction = (metric: (lambda: LambdaFunction) => IMetric) => Object.values(functions).map(metric);
  const queues = [...backbone.queues];
  const latency = (statistic: string) => api.metricLatency({ statistic, period: PERIOD, label: statistic });
  return [
    heading('Service health', 'Each alarm names its runbook.'),
    [new AlarmStatusWidget({ title: 'Alarms', alarms: alarms.all, width: 24, height: 6 })],
    pair(
      graph(
        'API: requests and errors',
        [api.metricCount(), api.metricClientError(), api.metricServerError()].map(asSum),
      ),
      graph('API: latency', [latency('p50'), latency('p95'), latency('p99')]),
    ),
    pair(
      graph(
        'Functions: errors',
        perFunction((lambda) => lambda.metricErrors({ period: PERIOD })),
      ),
      graph(
        'Functions: duration p95',
        perFunction((lambda) => lambda.metricDuration({ period: PERIOD, statistic: 'p95' })),
      ),
    ),
    pair(
      graph(
        'Queues: oldest message',
        queues.map(([name, { queue }]) => oldest(queue, name)),
      ),
      graph(
        'Dead letters',
        backbone.deadLetterQueues().map(([name, queue]) => depth(queue, name)),
      ),
    ),
    pair(
      graph(
        'Workflow',
        [machine.metricStarted(), machine.metricSucceeded(), machine.metricFailed(), machine.metricTimedOut()].map(
          asSum,
        ),
      ),
      graph('Mail reputation', [sesRate('Reputation.BounceRate'), sesRate('Reputation.ComplaintRate')]),
    ),
  ];
}

function caseOperations(stage: string): IWidget[][] {
  const count = (...names: MetricName[]) => names.map((name) => caseMetric(name, stage));
  return [
    heading('Case operations', 'Counts per five minutes.'),
    pair(
      graph(
        'Cases',
        count('CasesCreated', 'CasesSubmitted', 'CasesDiscarded', 'CasesClosed', 'CasesWithdrawn', 'CasesReopened'),
      ),
      graph('Proposals', count('ProposalsMade', 'ProposalsAccepted', 'ProposalsRejected', 'ProposalsLapsed')),
    ),
    pair(
      graph(
        'Checks and documents',
        count('ChecksCompleted', 'ChecksTimedOut', 'InfoRequested', 'DocumentsScanned', 'DocumentsRejected'),
      ),
      graph('Mail and events', count('MailsSent', 'MailsQuarantined', 'EventsSweptLate')),
    ),
  ];
}

const heading = (title: string, text: string): IWidget[] => [
  new TextWidget({ markdown: `# ${title}\n${text}`, width: 24, height: 2 }),
];
const pair = (left: IWidget, right: IWidget): IWidget[] => [new Row(left, right)];
const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: HALF, height: 6 });
const asSum = (metric: Metric) => metric.with({ period: PERIOD, statistic: Stats.SUM });
const oldest = (queue: IQueue, label: string) =>
  queue.metricApproximateAgeOfOldestMessage({ label, period: PERIOD, statistic: Stats.MAXIMUM });
const depth = (queue: IQueue, label: string) =>
  queue.metricApproximateNumberOfMessagesVisible({ label, period: PERIOD, statistic: Stats.MAXIMUM });
const sesRate = (metricName: string) =>
  new Metric({ namespace: 'AWS/SES', metricName, period: Duration.hours(1), statistic: Stats.MAXIMUM });
const caseMetric = (metricName: MetricName, stage: string) =>
  new Metric({
    namespace: METRIC_NAMESPACE,
    metricName,
    dimensionsMap: { Stage: stage },
    period: PERIOD,
    statistic: Stats.SUM,
  });
