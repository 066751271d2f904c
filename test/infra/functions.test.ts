import { expect, test } from 'vitest';
import { FUNCTIONS } from '../../shared/contract/functions.ts';
import { synthesised } from './synthesised.ts';
import { functionNameOf, ofType, referred } from './template.ts';

const { service } = await synthesised('sandbox');
const functions = ofType(service, 'AWS::Lambda::Function');
const specs = Object.entries(FUNCTIONS);

test('creates exactly the functions of the contract', () => {
  expect(functions.map(([id]) => functionNameOf(id)).sort()).toEqual(Object.keys(FUNCTIONS).sort());
});

test.each(specs)('%s has exactly the environment that it asks for, and its timeout', (name, spec) => {
  const properties = functionNamed(name);
  expect(Object.keys(properties.Environment.Variables).sort()).toEqual([...spec.env].sort());
  expect(properties.Timeout).toBe(spec.timeoutSeconds);
});

test('runs every function on Node 24 for arm64 with 512 MiB and active tracing', () => {
  for (const [, { Properties }] of functions) {
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: 512,
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
    });
  }
});

test('answers every call through the gateway before the gateway gives up after 29 seconds', () => {
  const answering = specs.filter(([, { triggers }]) => triggers.some(({ kind }) => kind === 'http'));
  expect(answering.map(([name]) => functionNamed(name).Timeout).every((seconds) => seconds < 29)).toBe(true);
});

test('gives every function a log group of its own that forgets', () => {
  const groups = functions.map(([, { Properties }]) => referred(Properties.LoggingConfig.LogGroup) ?? '');
  expect(new Set(groups).size).toBe(functions.length);
  expect(groups.map((group) => service[group]?.Properties.RetentionInDays)).toEqual(functions.map(() => 30));
});

test('gives every function a role of its own', () => {
  const roles = functions.map(([, { Properties }]) => referred(Properties.Role));
  expect(new Set(roles).size).toBe(functions.length);
});

test('lets the workflow be named before it exists', () => {
  const { Variables } = functionNamed('workflow-signal').Environment;
  expect(JSON.stringify(Variables.STATE_MACHINE_ARN)).toContain(':stateMachine:gangway-sandbox-onboarding');
});

test('hands on what the stage says', () => {
  expect(functionNamed('workflow-plan').Environment.Variables.PARK_AFTER_SECONDS).toBe('1728000');
  expect(functionNamed('checks-start').Environment.Variables.CHECK_PROVIDERS).toBe('sim');
  expect(functionNamed('cases-api').Environment.Variables.SHARD_COUNT).toBe('1');
});

function functionNamed(name: string) {
  const [, resource] = functions.find(([id]) => functionNameOf(id) === name)!;
  return resource.Properties;
}
