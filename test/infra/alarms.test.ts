import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ALARM_KINDS } from '../../infra/constructs/alarm-kinds.ts';
import { FUNCTIONS } from '../../shared/contract/functions.ts';
import { FACT_METRICS, WORK_METRICS } from '../../shared/contract/metrics.ts';
import { synthesised } from './synthesised.ts';
import { functionNameOf, ofType, only, referred } from './template.ts';

const { service } = await synthesised('sandbox');
const alarms = ofType(service, 'AWS::CloudWatch::Alarm').map(([, resource]) => resource.Properties);
const root = join(import.meta.dirname, '..', '..');
const dimension = (alarm: { Dimensions?: { Name: string; Value: unknown }[] }, name: string) =>
  alarm.Dimensions?.find(({ Name }) => Name === name)?.Value;
const watchedBy = (metric: string) => alarms.filter(({ MetricName }) => MetricName === metric);

test.each(['Errors', 'Throttles'])('watches the %s of every function', (metric) => {
  const names = watchedBy(metric).map((alarm) => functionNameOf(referred(dimension(alarm, 'FunctionName'))));
  expect(names.sort()).toEqual(Object.keys(FUNCTIONS).sort());
});

test('watches the age of every queue and the depth of every dead-letter queue', () => {
  const queues = ofType(service, 'AWS::SQS::Queue').map(([id]) => id);
  const deadLetters = queues.filter((id) => /DeadLetters|Abandoned/.test(id));
  const idsOf = (metric: string) => watchedBy(metric).map((alarm) => referred(dimension(alarm, 'QueueName')));
  const aged = idsOf('ApproximateAgeOfOldestMessage');
  expect(aged.sort()).toEqual(queues.filter((id) => !deadLetters.includes(id)).sort());
  const counted = idsOf('ApproximateNumberOfMessagesVisible').filter((id) => id !== undefined);
  expect(counted.sort()).toEqual(deadLetters.sort());
  // The bus's own queue is in the other stack.
  expect(watchedBy('ApproximateNumberOfMessagesVisible').length).toBe(deadLetters.length + 1);
});

test('watches the stream, the workflow, the API and the reputation of our mail', () => {
  const metrics = alarms.map(({ Namespace, MetricName }) => `${Namespace} ${MetricName}`);
  expect(metrics).toEqual(
    expect.arrayContaining([
      'AWS/Lambda IteratorAge',
      'AWS/States ExecutionsFailed',
      'AWS/States ExecutionsTimedOut',
      'AWS/States ExecutionThrottled',
      'AWS/ApiGateway 5xx',
      'AWS/SES Reputation.BounceRate',
      'AWS/SES Reputation.ComplaintRate',
    ]),
  );
});

test('tells somebody: every alarm goes to the topic of the operators', () => {
  const targets = alarms.map(({ AlarmActions }) => AlarmActions.map(referred));
  const [topic] = ofType(service, 'AWS::SNS::Topic').map(([id]) => id);
  expect(targets).toEqual(alarms.map(() => [topic]));
});

test('goes off at the first dead letter and stays quiet while nothing is reported', () => {
  for (const alarm of watchedBy('ApproximateNumberOfMessagesVisible')) {
    expect(alarm).toMatchObject({ Threshold: 1, ComparisonOperator: 'GreaterThanOrEqualToThreshold' });
  }
  expect(alarms.filter(({ TreatMissingData }) => TreatMissingData !== 'notBreaching')).toEqual([]);
});

test.each(alarms.map(({ AlarmDescription }) => String(AlarmDescription)))('links a runbook that exists: %s', (text) => {
  const link = text.match(/Runbook: (docs\/runbooks\/[a-z0-9-]+\.md)$/)?.[1];
  expect(link).toBeDefined();
  expect(existsSync(join(root, link ?? ''))).toBe(true);
});

test('has a runbook for every kind of alarm and for nothing else', () => {
  const runbooks = readdirSync(join(root, 'docs', 'runbooks')).map((file) => file.replace(/\.md$/, ''));
  expect(runbooks.sort()).toEqual(Object.keys(ALARM_KINDS).sort());
});

test.each(Object.keys(ALARM_KINDS))(
  'the runbook of %s says what to look at, what to do and when it is over',
  (kind) => {
    const text = readFileSync(join(root, 'docs', 'runbooks', `${kind}.md`), 'utf8');
    for (const part of ['**Look.**', '**Do.**', '**Over when**']) expect(text).toContain(part);
  },
);

test('shows every metric of the contract on the dashboard, by stage', () => {
  const body = JSON.stringify(only(service, 'AWS::CloudWatch::Dashboard').Properties.DashboardBody);
  const names = [...Object.values(FACT_METRICS), ...Object.keys(WORK_METRICS)];
  const missing = names.filter((name) => !body.includes(`\\"Gangway\\",\\"${name}\\",\\"Stage\\",\\"sandbox\\"`));
  expect(missing).toEqual([]);
  expect(body).toContain('Service health');
  expect(body).toContain('Case operations');
});
