import { resource } from '../objects/engine-stand-in.ts';

const bus = 'arn:aws:events:eu-west-1:000000000000:event-bus/default';
export const functionArn = 'arn:aws:lambda:eu-west-1:000000000000:function:mail-inbound';

/** A verified domain, a configuration set that publishes to the bus, and one receipt rule: store, then invoke. */
export const mailResources = [
  resource('AWS::SES::EmailIdentity', 'gangway.example', { EmailIdentity: 'gangway.example' }),
  resource('AWS::SES::ConfigurationSet', 'outbound', { Name: 'outbound' }),
  resource('AWS::SES::ConfigurationSetEventDestination', 'to-bus', {
    ConfigurationSetName: 'outbound',
    EventDestination: {
      Enabled: true,
      MatchingEventTypes: ['SEND', 'BOUNCE', 'COMPLAINT'],
      EventBridgeDestination: { EventBusArn: bus },
    },
  }),
  resource('AWS::SES::ReceiptRuleSet', 'inbound', { RuleSetName: 'inbound' }),
  resource('AWS::SES::ReceiptRule', 'inboundrule', {
    RuleSetName: 'inbound',
    Rule: {
      Enabled: true,
      Recipients: ['reply.gangway.example', 'onboarding@gangway.example'],
      ScanEnabled: true,
      Actions: [
        { S3Action: { BucketName: 'mail', ObjectKeyPrefix: 'inbound/' } },
        { LambdaAction: { FunctionArn: functionArn, InvocationType: 'Event' } },
      ],
    },
  }),
  resource('AWS::S3::Bucket', 'mail'),
];
