import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { FunctionName } from '../../shared/contract/functions.ts';
import type { StageSettings } from '../stages.ts';
import { Alarms } from './alarms.ts';
import { constructId } from './construct-id.ts';
import type { EventBackbone } from './event-backbone.ts';
import { OperationsDashboard } from './operations-dashboard.ts';
import { SavedQueries } from './saved-queries.ts';

export interface ServiceObservationProps {
  readonly settings: StageSettings;
  readonly api: HttpApi;
  readonly accessLog: ILogGroup;
  readonly functions: Readonly<Record<FunctionName, LambdaFunction>>;
  readonly backbone: EventBackbone;
  readonly busDeadLetters: IQueue;
  readonly machine: StateMachine;
}

/** What operations look at: an alarm for everything that can go wrong unnoticed, a dashboard, saved queries. */
export class ServiceObservation extends Construct {
  readonly dashboardUrl: string;

  constructor(scope: Construct, id: string, props: ServiceObservationProps) {
    super(scope, id);
    const { settings, api, functions, backbone, machine } = props;
    const alarms = new Alarms(this, 'Alarms', settings.alarms);
    watchEverything(alarms, props);
    this.dashboardUrl = new OperationsDashboard(this, 'Dashboard', {
      stage: settings.stage,
      alarms,
      api,
      functions,
      backbone,
      machine,
    }).url;
    new SavedQueries(this, 'SavedQueries', {
      stage: settings.stage,
      functionLogs: Object.values(functions).map(({ logGroup }) => logGroup),
      accessLog: props.accessLog,
    });
  }
}

function watchEverything(alarms: Alarms, props: ServiceObservationProps): void {
  const { functions, backbone } = props;
  for (const [name, lambda] of Object.entries(functions)) alarms.watchFunction(constructId(name), lambda);
  for (const [name, { queue }] of backbone.queues) alarms.watchQueue(constructId(name), queue);
  for (const [name, queue] of backbone.deadLetterQueues()) alarms.watchDeadLetters(constructId(name), queue);
  alarms.watchDeadLetters('Bus', props.busDeadLetters);
  alarms.watchStream('Outbox', functions['outbox-publish']);
  alarms.watchWorkflow('Onboarding', props.machine);
  alarms.watchApi('PublicApi', props.api.metricServerError());
  alarms.watchMail('Mail');
}
