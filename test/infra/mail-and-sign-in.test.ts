import { expect, test } from 'vitest';
import { activateReceiptRules } from '../../infra/activate-receipt-rules.ts';
import { stageSettings } from '../../infra/stages.ts';
import { synthesised } from './synthesised.ts';
import { functionNameOf, ofType, only, referred } from './template.ts';

const { data, service, outputs } = await synthesised('sandbox');
const production = await synthesised('production');

test('stores received mail before it tells anybody', () => {
  const { Rule } = only(service, 'AWS::SES::ReceiptRule').Properties;
  expect(Rule).toMatchObject({ Enabled: true, ScanEnabled: true, Recipients: ['in.sandbox.gangway.example'] });
  expect(Rule.Actions.map((action: object) => Object.keys(action))).toEqual([['S3Action'], ['LambdaAction']]);
  expect(Rule.Actions[0].S3Action.ObjectKeyPrefix).toBe('received/');
  expect(Rule.Actions[1].LambdaAction.InvocationType).toBe('Event');
  expect(functionNameOf(referred(Rule.Actions[1].LambdaAction.FunctionArn))).toBe('mail-inbound');
});

test('lets SES write received mail for this account, under its prefix, and nobody else', () => {
  const statements = ofType(data, 'AWS::S3::BucketPolicy').flatMap(
    ([, { Properties }]) => Properties.PolicyDocument.Statement,
  );
  const [statement] = statements.filter(({ Principal }) => Principal.Service === 'ses.amazonaws.com');
  expect(statement).toMatchObject({
    Action: 's3:PutObject',
    Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
  });
  expect(JSON.stringify(statement.Resource)).toContain('/received/*');
});

test('hears what became of sent mail', () => {
  const { EventDestination } = only(service, 'AWS::SES::ConfigurationSetEventDestination').Properties;
  expect(EventDestination).toMatchObject({
    Enabled: true,
    MatchingEventTypes: ['send', 'reject', 'bounce', 'complaint'],
  });
  expect(JSON.stringify(EventDestination.EventBridgeDestination)).toContain('event-bus/default');
});

test('sends over TLS only and suppresses addresses that bounced or complained', () => {
  const { Properties } = only(service, 'AWS::SES::ConfigurationSet');
  expect(Properties.DeliveryOptions.TlsPolicy).toBe('REQUIRE');
  expect(Properties.SuppressionOptions.SuppressedReasons).toEqual(['BOUNCE', 'COMPLAINT']);
});

test('has a token group for every role', () => {
  const groups = ofType(service, 'AWS::Cognito::UserPoolGroup').map(([, { Properties }]) => Properties.GroupName);
  expect(groups.sort()).toEqual([
    'account-admin',
    'admin',
    'agent',
    'auditor',
    'compliance',
    'consumer',
    'contact',
    'partner',
    'supervisor',
  ]);
});

test('signs people in through the portal by code, and in the sandbox also by password', () => {
  const flowsOf = ({ service: resources }: typeof production) => client(resources, 'Portal').ExplicitAuthFlows.sort();
  expect(client(service, 'Portal')).toMatchObject({ AllowedOAuthFlows: ['code'], GenerateSecret: false });
  expect(flowsOf({ data, service, outputs })).toEqual([
    'ALLOW_ADMIN_USER_PASSWORD_AUTH',
    'ALLOW_REFRESH_TOKEN_AUTH',
    'ALLOW_USER_PASSWORD_AUTH',
    'ALLOW_USER_SRP_AUTH',
  ]);
  expect(flowsOf(production)).toEqual(['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH']);
});

test('gives machines scopes of their own by client credentials', () => {
  const machine = client(service, 'Machine');
  expect(machine).toMatchObject({ AllowedOAuthFlows: ['client_credentials'], GenerateSecret: true });
  expect(machine.AllowedOAuthScopes.length).toBe(3);
});

test('production demands a second factor, protects its people and knows no simulated provider', () => {
  const pool = only(production.service, 'AWS::Cognito::UserPool').Properties;
  expect(pool).toMatchObject({ MfaConfiguration: 'ON', DeletionProtection: 'ACTIVE' });
  expect(JSON.stringify(production.service)).toContain('"CHECK_PROVIDERS":"none"');
});

test('nobody signs up by themselves', () => {
  const { Properties } = only(service, 'AWS::Cognito::UserPool');
  expect(Properties.AdminCreateUserConfig).toEqual({ AllowAdminCreateUserOnly: true });
});

test('tells people and tools what they need to know of a deployment', () => {
  expect(Object.keys(outputs)).toEqual(
    expect.arrayContaining(['ApiUrl', 'PortalClientId', 'InboundAddress', 'DashboardUrl', 'UserPoolId', 'IssuerUrl']),
  );
  expect(outputs['InboundAddress']?.Value).toBe('onboarding@in.sandbox.gangway.example');
});

test('names the stages when asked for another one', () => {
  expect(() => stageSettings('staging')).toThrow('There is no stage staging; the stages are sandbox and production.');
});

test('activates the receipt rules when none are active', async () => {
  const sets = ruleSets(undefined);
  expect(await activateReceiptRules(sets, 'ours')).toContain('has been activated');
  expect(sets.activated).toEqual(['ours']);
});

test('never takes the place of other receipt rules, but says how to', async () => {
  const sets = ruleSets('theirs');
  expect(await activateReceiptRules(sets, 'ours')).toContain(
    'aws ses set-active-receipt-rule-set --rule-set-name ours',
  );
  expect(sets.activated).toEqual([]);
});

test('leaves active receipt rules of ours alone', async () => {
  const sets = ruleSets('ours');
  expect(await activateReceiptRules(sets, 'ours')).toContain('is active');
  expect(sets.activated).toEqual([]);
});

function client(resources: typeof service, name: string) {
  const [found] = ofType(resources, 'AWS::Cognito::UserPoolClient').filter(([id]) => id.includes(name));
  if (!found) throw new Error(`The template has no client ${name}.`);
  return found[1].Properties;
}

function ruleSets(active: string | undefined) {
  const activated: string[] = [];
  return { activated, active: async () => active, activate: async (name: string) => void activated.push(name) };
}
