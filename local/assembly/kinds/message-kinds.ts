import type { ResourceKind } from '../resource-kinds.ts';

const DEFAULT_BUS = 'default';

/** Buses, rules, queues and schedules. */
export const MESSAGE_KINDS: Readonly<Record<string, ResourceKind>> = {
  'AWS::Events::EventBus': {
    identify(naming) {
      const name = naming.name('Name');
      const arn = naming.arn('events', `event-bus/${name}`);
      return { physicalId: name, arn, attributes: { Arn: arn, Name: name } };
    },
  },
  'AWS::Events::Rule': {
    identify(naming) {
      const name = naming.name('Name');
      const bus = busName(naming.given('EventBusName'));
      const path = bus === DEFAULT_BUS ? name : `${bus}/${name}`;
      const arn = naming.arn('events', `rule/${path}`);
      return { physicalId: bus === DEFAULT_BUS ? name : `${bus}|${name}`, arn, attributes: { Arn: arn } };
    },
  },
  'AWS::SQS::Queue': {
    identify(naming) {
      const name = naming.name('QueueName');
      const arn = naming.arn('sqs', name);
      const url = `${naming.place.awsUrl}/${naming.place.accountId}/${name}`;
      return { physicalId: url, arn, attributes: { Arn: arn, QueueName: name, QueueUrl: url } };
    },
  },
  'AWS::SQS::QueuePolicy': {
    ignored: 'rights are not evaluated on one machine',
    identify: (naming) => ({ physicalId: naming.token(12) }),
  },
  'AWS::Scheduler::Schedule': {
    identify(naming) {
      const name = naming.name('Name');
      const group = naming.given('GroupName') ?? DEFAULT_BUS;
      const arn = naming.arn('scheduler', `schedule/${group}/${name}`);
      return { physicalId: name, arn, attributes: { Arn: arn } };
    },
  },
  'AWS::Scheduler::ScheduleGroup': {
    ignored: 'a schedule names its group itself',
    identify(naming) {
      const name = naming.name('Name');
      const arn = naming.arn('scheduler', `schedule-group/${name}`);
      return { physicalId: name, arn, attributes: { Arn: arn } };
    },
  },
};

/** A bus may be given by name or by ARN. */
function busName(given: unknown): string {
  return typeof given === 'string' ? given.slice(given.lastIndexOf('/') + 1) : DEFAULT_BUS;
}
