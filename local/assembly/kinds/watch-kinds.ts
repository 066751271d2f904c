import type { ResourceKind } from '../resource-kinds.ts';

const NO_CLOUDWATCH = 'there is no CloudWatch on one machine; function output goes to <data>/logs';

/** What operations look at. */
export const WATCH_KINDS: Readonly<Record<string, ResourceKind>> = {
  'AWS::Logs::LogGroup': {
    ignored: NO_CLOUDWATCH,
    identify(naming) {
      const name = naming.name('LogGroupName');
      const arn = naming.arn('logs', `log-group:${name}:*`);
      return { physicalId: name, arn, attributes: { Arn: arn } };
    },
  },
  'AWS::Logs::ResourcePolicy': {
    ignored: NO_CLOUDWATCH,
    identify: (naming) => ({ physicalId: naming.name('PolicyName') }),
  },
  'AWS::Logs::QueryDefinition': { ignored: NO_CLOUDWATCH, identify: (naming) => ({ physicalId: naming.uuid() }) },
  'AWS::Logs::MetricFilter': {
    ignored: NO_CLOUDWATCH,
    identify: (naming) => ({ physicalId: naming.name('FilterName') }),
  },
  'AWS::CloudWatch::Alarm': {
    ignored: NO_CLOUDWATCH,
    identify(naming) {
      const name = naming.name('AlarmName');
      const arn = naming.arn('cloudwatch', `alarm:${name}`);
      return { physicalId: name, arn, attributes: { Arn: arn } };
    },
  },
  'AWS::CloudWatch::Dashboard': {
    ignored: NO_CLOUDWATCH,
    identify: (naming) => ({ physicalId: naming.name('DashboardName') }),
  },
  'AWS::SNS::Topic': {
    ignored: NO_CLOUDWATCH,
    identify(naming) {
      const name = naming.name('TopicName');
      const arn = naming.arn('sns', name);
      return { physicalId: arn, arn, attributes: { TopicArn: arn, TopicName: name } };
    },
  },
  'AWS::SNS::TopicPolicy': {
    ignored: 'rights are not evaluated on one machine',
    identify: (naming) => ({ physicalId: naming.token(12) }),
  },
};
