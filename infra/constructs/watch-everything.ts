import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { FunctionName } from '../../shared/contract/functions.ts';
import type { DataStack } from '../data-stack.ts';
import type { OnboardingWorkflow } from '../workflow/onboarding-workflow.ts';
import type { Alarms } from './alarms.ts';
import { constructId } from './construct-id.ts';
import type { EventBackbone } from './event-backbone.ts';
import type { PublicApi } from './public-api.ts';

export interface Watched {
  readonly data: DataStack;
  readonly backbone: EventBackbone;
  readonly functions: Readonly<Record<FunctionName, LambdaFunction>>;
  readonly workflow: OnboardingWorkflow;
  readonly api: PublicApi;
}

/** Raises an alarm for everything that can go wrong without anybody noticing. */
export function watchEverything(alarms: Alarms, { data, backbone, functions, workflow, api }: Watched): void {
  for (const [name, lambda] of Object.entries(functions)) alarms.watchFunction(constructId(name), lambda);
  for (const [name, { queue }] of backbone.queues) alarms.watchQueue(constructId(name), queue);
  for (const [name, queue] of backbone.deadLetterQueues()) alarms.watchDeadLetters(constructId(name), queue);
  alarms.watchDeadLetters('Bus', data.busDeadLetters);
  alarms.watchStream('Outbox', functions['outbox-publish']);
  alarms.watchWorkflow('Onboarding', workflow.stateMachine);
  alarms.watchApi('PublicApi', api.api.metricServerError());
  alarms.watchMail('Mail');
}
