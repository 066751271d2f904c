import { expect, test } from 'vitest';
import { type Resource, type Resources, synthesised } from './synthesised.ts';
import { functionNameOf, ofType } from './template.ts';

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Effect: string;
  readonly Condition?: unknown;
}

const { data, service } = await synthesised('sandbox');

const statementsOf = ({ Properties }: Resource): Statement[] => Properties.PolicyDocument?.Statement ?? [];
const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const policies = (resources: Resources) =>
  ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) => ofType(resources, type));
const all = [...policies(data), ...policies(service)].flatMap(([id, policy]) =>
  statementsOf(policy).map((statement) => ({ id, statement })),
);

test('looks at the rights of every function and of the workflow', () => expect(all.length).toBeGreaterThan(60));

test('spells out every action', () => {
  const vague = all.filter(({ statement }) => list(statement.Action).some((action) => action.includes('*')));
  expect(vague).toEqual([]);
});

test('allows and never denies by exception', () => {
  expect(all.filter(({ statement }) => statement.Effect !== 'Allow')).toEqual([]);
});

test('names every resource, but where AWS offers nothing narrower', () => {
  const everything = all.filter(({ statement }) => list(statement.Resource).includes('*'));
  expect(everything.map(({ id }) => id.replace(/[0-9A-F]{8}$/, '')).sort()).toEqual([
    'FunctionsTracing',
    'WorkflowRoleDefaultPolicy',
  ]);
});

test('ends in a wildcard only for objects of a bucket and executions of the workflow', () => {
  const resources = all.flatMap(({ id, statement }) => list(statement.Resource).map((arn) => ({ id, arn })));
  const wild = resources.filter(({ arn }) => arn !== '*' && JSON.stringify(arn).includes('*'));
  const holders = wild.map(({ id }) => functionNameOf(id)).sort();
  expect([...new Set(holders)]).toEqual([
    'documents-api',
    'documents-scan',
    'documents-sweep',
    'mail-inbound',
    'mail-sweep',
    'workflow-signal',
  ]);
});

test('uses no policies of AWS: they allow more than is needed', () => {
  const roles = [...ofType(data, 'AWS::IAM::Role'), ...ofType(service, 'AWS::IAM::Role')];
  const foreign = roles.filter(([, { Properties }]) =>
    JSON.stringify(Properties.ManagedPolicyArns ?? []).includes(':aws:policy'),
  );
  expect(foreign).toEqual([]);
  expect(roles.length).toBeGreaterThan(25);
});

test('lets readers of cases only read', () => {
  const actions = actionsOf('parties-api').filter((action) => action.startsWith('dynamodb:'));
  expect([...new Set(actions)].sort()).toEqual(['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query']);
});

test('lets the function of playbooks touch playbooks, migrations, sign-ins and keys, and nothing of a case', () => {
  const table = grants('playbooks-api').filter(({ Action }) => list(Action).some((one) => one.startsWith('dynamodb:')));
  const keys = table.map(({ Condition }) => JSON.stringify(Condition));
  const only = (...leading: string[]) =>
    JSON.stringify({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': leading } });
  expect([...new Set(keys)].sort()).toEqual([
    only('MIGRATION#*'),
    only('PLAYBOOK#*', 'PLAYBOOKS', 'PRINCIPAL#*', 'IDEM#*'),
  ]);
  expect([...new Set(actionsOf('playbooks-api').filter((one) => one.startsWith('dynamodb:')))].sort()).toEqual([
    'dynamodb:BatchGetItem',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
  ]);
});

test('lets nobody scan or administrate the table', () => {
  const actions = new Set(all.flatMap(({ statement }) => list(statement.Action)));
  const forbidden = [
    'dynamodb:Scan',
    'dynamodb:UpdateTable',
    'dynamodb:DeleteTable',
    's3:DeleteObject',
    's3:DeleteObjectVersion',
  ];
  expect(forbidden.filter((action) => actions.has(action))).toEqual([]);
});

test('searches by index names, never by all of them', () => {
  const indexes = all.flatMap(({ statement }) => list(statement.Resource)).map((arn) => JSON.stringify(arn));
  const named = indexes.filter((arn) => arn.includes('/index/'));
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((arn) => !/\/index\/gsi[12]"/.test(arn))).toEqual([]);
});

test('lets mail go out only from the address of the stage', () => {
  const [statement] = grants('notifications-send').filter(({ Action }) => list(Action).includes('ses:SendRawEmail'));
  expect(statement?.Condition).toEqual({ StringEquals: { 'ses:FromAddress': 'onboarding@sandbox.gangway.example' } });
  const senders = all.filter(({ statement: { Action } }) => list(Action).some((action) => action.startsWith('ses:')));
  expect(senders.map(({ id }) => functionNameOf(id))).toEqual(['notifications-send']);
});

test('gives each signing key to those who sign or verify with it', () => {
  const holders = (key: string) =>
    all
      .filter(({ statement: { Action } }) => list(Action).includes('secretsmanager:GetSecretValue'))
      .filter(({ statement }) => JSON.stringify(statement.Resource).includes(`SigningKeys${key}`))
      .map(({ id }) => functionNameOf(id));
  expect(holders('Cursor')).toEqual(['cases-api', 'playbooks-api', 'mail-api']);
  expect(holders('Callback')).toEqual(['checks-api', 'checks-sim']);
  expect(holders('Reply')).toEqual(['mail-inbound', 'mail-sweep', 'notifications-send']);
});

test('lets only the workflow answer tasks and start runs', () => {
  const holders = (action: string) =>
    all.filter(({ statement: { Action } }) => list(Action).includes(action)).map(({ id }) => functionNameOf(id));
  expect(holders('states:SendTaskSuccess')).toEqual(['workflow-await', 'workflow-signal']);
  expect(holders('states:StartExecution')).toEqual(['workflow-signal']);
});

function grants(name: string): Statement[] {
  return all.filter(({ id }) => functionNameOf(id) === name).map(({ statement }) => statement);
}

function actionsOf(name: string): string[] {
  return grants(name).flatMap(({ Action }) => list(Action));
}
