import { createRequire } from 'node:module';
import jsonata from 'jsonata';
import { describe, expect, test } from 'vitest';
import { allStates, functionOf, type State, synthesisedDefinition } from './definition.ts';

/** asl-validator has no types of its own. */
type Validate = (definition: object) => { readonly isValid: boolean; readonly errors: readonly unknown[] };
const validate: Validate = createRequire(import.meta.url)('asl-validator');

const { definition, properties } = await synthesisedDefinition();
const states = allStates(definition);
const tasks = states.filter(([, { Type }]) => Type === 'Task');
const waits = tasks.filter(([, { Resource }]) => Resource?.endsWith('.waitForTaskToken'));
const named = (name: string): State => {
  const found = states.find(([each]) => each === name)?.[1];
  if (!found) throw new Error(`The workflow has no state ${name}.`);
  return found;
};

test('is valid Amazon States Language', () => {
  // The validator writes into what it is given.
  const { isValid, errors } = validate(structuredClone(definition));
  expect(errors).toEqual([]);
  expect(isValid).toBe(true);
});

test('has the states that operators know', () => {
  expect(states.map(([name]) => name).sort()).toEqual([
    'Await agent',
    'Await check',
    'Await customer',
    'Bind case',
    'Check timed out',
    'Close case',
    'Complete review',
    'Finished',
    'Parked',
    'Plan next',
    'Pre-approve',
    'Run checks',
    'Superseded',
    'Unknown instruction',
    'Verify checklist',
    'Which instruction?',
  ]);
});

test('asks the domain first, and again after everything that is not an end', () => {
  expect(definition.StartAt).toBe('Bind case');
  expect(named('Bind case').Next).toBe('Plan next');
  expect(named('Plan next').Next).toBe('Which instruction?');
  const back = Object.entries(definition.States).filter(([, { Next }]) => Next === 'Plan next');
  expect(back.map(([name]) => name).sort()).toEqual([
    'Await agent',
    'Await customer',
    'Bind case',
    'Close case',
    'Complete review',
    'Pre-approve',
    'Run checks',
    'Verify checklist',
  ]);
});

describe('the choice', () => {
  const { Choices = [], Default } = named('Which instruction?');

  test.each([
    ['pre_approve', 'Pre-approve'],
    ['verify_checklist', 'Verify checklist'],
    ['run_checks', 'Run checks'],
    ['complete_review', 'Complete review'],
    ['await_agent', 'Await agent'],
    ['await_customer', 'Await customer'],
    ['close_case', 'Close case'],
    ['finish', 'Finished'],
    ['restart', 'Finished'],
    ['parked', 'Parked'],
    ['superseded', 'Superseded'],
  ])('leads %s to "%s"', async (kind, state) => {
    const matching = [];
    for (const choice of Choices) if (await evaluated(choice.Condition, { next: { kind } })) matching.push(choice.Next);
    expect(matching).toEqual([state]);
  });

  test('tests nothing but the kind of the instruction', () => {
    expect(Choices.filter(({ Condition }) => !/^\{% \$next\.kind = '[a-z_]+' %\}$/.test(Condition))).toEqual([]);
    expect(Choices.length).toBe(11);
  });

  test('lets an unknown kind fail the run', () => {
    expect(Default).toBe('Unknown instruction');
    expect(named('Unknown instruction')).toMatchObject({ Type: 'Fail', Error: 'UnknownInstruction' });
  });
});

test('gives every task and every wait a timeout', () => {
  expect(tasks.length).toBe(9);
  expect(tasks.filter(([, { TimeoutSeconds }]) => TimeoutSeconds === undefined)).toEqual([]);
  expect(waits.map(([name, { TimeoutSeconds }]) => [name, TimeoutSeconds])).toEqual([
    ['Await check', '{% $states.input.timeoutSeconds %}'],
    ['Await agent', '{% $next.timeoutSeconds %}'],
    ['Await customer', '{% $next.timeoutSeconds %}'],
  ]);
  expect(definition.TimeoutSeconds).toBe(360 * 86_400);
});

test('plans again when nothing happened in time, and records a check that timed out', () => {
  expect(named('Await agent').Catch).toEqual([{ ErrorEquals: ['States.Timeout'], Next: 'Plan next' }]);
  expect(named('Await customer').Catch).toEqual([{ ErrorEquals: ['States.Timeout'], Next: 'Plan next' }]);
  expect(named('Await check').Catch).toEqual([
    { ErrorEquals: ['States.Timeout'], Next: 'Check timed out', Output: '{% $states.input %}' },
  ]);
  expect(named('Check timed out').Arguments?.Payload).toMatchObject({ kind: 'check_timed_out' });
});

test('retries every task explicitly, with backoff and jitter, and never a wait whose time is over', () => {
  for (const [, { Retry = [] }] of tasks) {
    expect(Retry.flatMap(({ ErrorEquals }) => ErrorEquals)).toEqual(
      expect.arrayContaining([
        'Lambda.ServiceException',
        'Lambda.AWSLambdaException',
        'Lambda.SdkClientException',
        'Lambda.TooManyRequestsException',
        'States.TaskFailed',
      ]),
    );
    for (const retrier of Retry) expect(retrier).toMatchObject({ JitterStrategy: 'FULL', BackoffRate: 2 });
  }
  const retriedOnTimeout = tasks.filter(([, { Retry = [] }]) =>
    Retry.some(({ ErrorEquals }) => ErrorEquals.includes('States.Timeout')),
  );
  expect(retriedOnTimeout.length).toBe(tasks.length - waits.length);
});

test('hands every function what its contract asks for', () => {
  const payloads = tasks.map(([name, state]) => [
    name,
    functionOf(state),
    Object.keys(state.Arguments?.Payload ?? {}).join(' '),
  ]);
  expect(payloads.sort()).toEqual([
    ['Await agent', 'workflow-await', 'caseId run kind waitKey item attempt starting token'],
    ['Await check', 'workflow-await', 'caseId run kind waitKey item attempt token'],
    ['Await customer', 'workflow-await', 'caseId run kind waitKey item attempt starting token'],
    ['Check timed out', 'workflow-act', 'caseId run kind waitKey item attempt'],
    ['Close case', 'workflow-act', 'caseId run kind waitKey'],
    ['Complete review', 'workflow-act', 'caseId run kind waitKey'],
    ['Plan next', 'workflow-plan', 'caseId run plans'],
    ['Pre-approve', 'workflow-act', 'caseId run kind waitKey'],
    ['Verify checklist', 'workflow-act', 'caseId run kind waitKey'],
  ]);
});

test('waits on one token a check, all at once', () => {
  const checks = named('Run checks');
  expect(checks).toMatchObject({ Type: 'Map', Items: '{% $next.items %}', MaxConcurrency: 20 });
  expect(checks.ItemProcessor?.StartAt).toBe('Await check');
});

test.each([1, 3])('gives the Map a list of %i checks as a list', async (count) => {
  const items = Array.from({ length: count }, (_, at) => ({ item: `check-${at}`, attempt: 1, timeoutSeconds: 60 }));
  const list = await evaluated('{% $next.items %}', { next: { items } });
  expect(Array.isArray(list)).toBe(true);
  expect(list).toHaveLength(count);
});

test('speaks JSONata only, in expressions of field access, equality and one count', () => {
  expect(definition.QueryLanguage).toBe('JSONata');
  const text = JSON.stringify(definition);
  expect(text.match(/"[A-Za-z]*Path"/g)).toBeNull();
  const expressions = [...text.matchAll(/\{% (.*?) %\}/g)].map(([, expression]) => expression);
  const plain = /^\$[\w.]+( = '\w+')?$/;
  expect([...new Set(expressions.filter((expression) => !plain.test(expression ?? '')))]).toEqual(['$plans + 1']);
});

test('counts its plans, so that a run can restart before its history is full', () => {
  expect(named('Bind case')).toMatchObject({ Assign: { plans: 0 } });
  expect(named('Plan next')).toMatchObject({ Assign: { plans: '{% $plans + 1 %}' } });
  expect(named('Plan next').Arguments?.Payload['plans']).toBe('{% $plans %}');
});

test('logs every event without what is in it, and is traced', () => {
  expect(properties).toMatchObject({
    StateMachineType: 'STANDARD',
    LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
    TracingConfiguration: { Enabled: true },
  });
});

test('is not tied to one partition of AWS', () => {
  const resources = tasks.map(([, { Resource }]) => Resource);
  expect(new Set(resources)).toEqual(
    new Set(['arn:aws-us-gov:states:::lambda:invoke', 'arn:aws-us-gov:states:::lambda:invoke.waitForTaskToken']),
  );
});

async function evaluated(expression: string, variables: Readonly<Record<string, unknown>>): Promise<unknown> {
  return jsonata(expression.slice(3, -3)).evaluate(undefined, { ...variables });
}
