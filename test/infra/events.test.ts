import { expect, test } from 'vitest';
import { SUBSCRIPTIONS } from '../../shared/contract/events.ts';
import { FUNCTIONS, type Trigger } from '../../shared/contract/functions.ts';
import { synthesised } from './synthesised.ts';
import { functionNameOf, ofType, referred } from './template.ts';

const { data, service } = await synthesised('sandbox');
const queues = ofType(service, 'AWS::SQS::Queue');
const mappings = ofType(service, 'AWS::Lambda::EventSourceMapping').map(([, resource]) => resource.Properties);
const rules = ofType(service, 'AWS::Events::Rule').map(([, resource]) => resource.Properties);
const schedules = ofType(service, 'AWS::Scheduler::Schedule').map(([, resource]) => resource.Properties);
const isDeadLetterQueue = (id: string) => /DeadLetters|Abandoned/.test(id);
const working = queues.filter(([id]) => !isDeadLetterQueue(id));
const triggered = (kind: Trigger['kind']) =>
  Object.entries(FUNCTIONS).flatMap(([name, { triggers }]) =>
    triggers.filter((trigger: Trigger) => trigger.kind === kind).map(() => name),
  );
const target = (rule: { Targets: unknown[] }) =>
  rule.Targets[0] as { Arn: unknown; DeadLetterConfig: { Arn: unknown } };

test('has a queue for every trigger that goes through one', () => {
  const names = ['subscription', 'queue', 'aws-event'].flatMap((kind) => triggered(kind as Trigger['kind']));
  expect(working.length).toBe(names.length);
});

test('gives every queue a dead-letter queue of its own, after five attempts', () => {
  const targets = working.map(([, { Properties }]) => Properties.RedrivePolicy);
  expect(targets.map(({ maxReceiveCount }) => maxReceiveCount)).toEqual(working.map(() => 5));
  const deadLetters = targets.map(({ deadLetterTargetArn }) => referred(deadLetterTargetArn) ?? '');
  expect(deadLetters.every(isDeadLetterQueue)).toBe(true);
  expect(new Set(deadLetters).size).toBe(working.length);
});

test('keeps dead letters for fourteen days', () => {
  const deadLetters = [...queues, ...ofType(data, 'AWS::SQS::Queue')].filter(([id]) => isDeadLetterQueue(id));
  expect(deadLetters.length).toBeGreaterThan(working.length);
  expect(deadLetters.filter(([, { Properties }]) => Properties.MessageRetentionPeriod !== 1_209_600)).toEqual([]);
});

test('hides a message for at least six times its consumer’s timeout', () => {
  for (const { EventSourceArn, FunctionName } of mappings) {
    const queue = service[referred(EventSourceArn) ?? ''];
    if (!queue) continue;
    const consumer = service[referred(FunctionName) ?? '']!;
    expect(queue.Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * consumer.Properties.Timeout);
  }
});

test('lets exactly one function read each queue, and report what it could not handle', () => {
  const read = mappings.map(({ EventSourceArn }) => referred(EventSourceArn)).filter((id) => id !== undefined);
  expect(read.sort()).toEqual(working.map(([id]) => id).sort());
  expect(
    mappings.filter(({ FunctionResponseTypes }) => FunctionResponseTypes?.[0] !== 'ReportBatchItemFailures'),
  ).toEqual([]);
});

test.each(Object.entries(SUBSCRIPTIONS))(
  'delivers the events of %s, by type, to the queue of its consumer',
  (name, types) => {
    const rule = rules.find(({ Description }) => Description === `Case events for ${name}`);
    expect(rule?.EventPattern).toEqual({ source: ['gangway'], detail: { data: { types: [...types] } } });
    const queue = referred(target(rule).Arn);
    const consumer = mappings.find(({ EventSourceArn }) => referred(EventSourceArn) === queue)?.FunctionName;
    const expected = Object.entries(FUNCTIONS).find(([, { triggers }]) =>
      triggers.some((trigger: Trigger) => trigger.kind === 'subscription' && trigger.subscription === name),
    );
    expect(functionNameOf(referred(consumer))).toBe(expected?.[0]);
  },
);

test('keeps every pattern within the 2048 characters that EventBridge allows', () => {
  expect(Math.max(...rules.map(({ EventPattern }) => JSON.stringify(EventPattern).length))).toBeLessThan(2048);
});

test('tries every delivery of a rule for a day, then sets it aside', () => {
  expect(rules.length).toBe(Object.keys(SUBSCRIPTIONS).length + 2);
  for (const rule of rules) {
    expect(rule.Targets).toEqual([
      expect.objectContaining({ RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 } }),
    ]);
    expect(isDeadLetterQueue(referred(target(rule).DeadLetterConfig.Arn) ?? '')).toBe(true);
  }
});

test('hears of new documents, and of mail sent through its own configuration set, on the default bus', () => {
  const awsRules = rules.filter(({ EventBusName }) => EventBusName === undefined);
  expect(awsRules.map(({ EventPattern }) => EventPattern)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ source: ['aws.s3'], 'detail-type': ['Object Created'] }),
      {
        source: ['aws.ses'],
        'detail-type': ['Email Sent', 'Email Rejected', 'Email Bounced', 'Email Complaint Received'],
        detail: { mail: { tags: { 'ses:configuration-set': [{ Ref: expect.stringMatching(/^OutboundMail/) }] } } },
      },
    ]),
  );
});

test('publishes inserts of event items only, in order, and isolates a poisonous one', () => {
  const stream = mappings.find(({ StartingPosition }) => StartingPosition !== undefined);
  expect(functionNameOf(referred(stream.FunctionName))).toBe('outbox-publish');
  expect(stream).toMatchObject({
    StartingPosition: 'TRIM_HORIZON',
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    MaximumRetryAttempts: 10,
    MaximumRecordAgeInSeconds: 72_000,
    FilterCriteria: {
      Filters: [{ Pattern: '{"eventName":["INSERT"],"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"EVENT#"}]}}}}' }],
    },
  });
  expect(isDeadLetterQueue(referred(stream.DestinationConfig.OnFailure.Destination) ?? '')).toBe(true);
});

test('calls every sweep as often as the contract says, with explicit retries and a queue for what failed', () => {
  const calls = schedules.map(({ Target, ScheduleExpression }) => [
    functionNameOf(referred(Target.Arn)),
    ScheduleExpression,
  ]);
  expect(Object.fromEntries(calls)).toEqual({
    'timers-sweep': 'rate(1 minute)',
    'outbox-sweep': 'rate(5 minutes)',
    'documents-sweep': 'rate(1 hour)',
    'mail-sweep': 'rate(1 hour)',
  });
  expect(calls.length).toBe(triggered('schedule').length);
  for (const { Target } of schedules) {
    expect(Target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 300, MaximumRetryAttempts: 2 });
    expect(isDeadLetterQueue(referred(Target.DeadLetterConfig.Arn) ?? '')).toBe(true);
  }
});

test('sets asynchronous calls aside that failed three times', () => {
  const configs = ofType(service, 'AWS::Lambda::EventInvokeConfig').map(([, resource]) => resource.Properties);
  const names = configs.map(({ FunctionName }) => functionNameOf(referred(FunctionName)));
  expect(names.sort()).toEqual(['documents-sweep', 'mail-inbound', 'mail-sweep', 'outbox-sweep', 'timers-sweep']);
  for (const { MaximumRetryAttempts, DestinationConfig } of configs) {
    expect(MaximumRetryAttempts).toBe(2);
    expect(isDeadLetterQueue(referred(DestinationConfig.OnFailure.Destination) ?? '')).toBe(true);
  }
});

test('takes messages over TLS only', () => {
  const policies = ofType(service, 'AWS::SQS::QueuePolicy').map(([, { Properties }]) => Properties);
  const secured = policies.filter(({ PolicyDocument }) =>
    PolicyDocument.Statement.some(
      (statement: { Effect: string; Condition?: unknown }) =>
        statement.Effect === 'Deny' &&
        JSON.stringify(statement.Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
    ),
  );
  expect(secured.length).toBe(queues.length);
});
