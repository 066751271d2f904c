import { expect, test } from 'vitest';
import type { RouteSpec } from '../../shared/contract/route-spec.ts';
import { ROUTES } from '../../shared/contract/routes.ts';
import { type Resource, synthesised } from './synthesised.ts';
import { functionNameOf, ofType, only, referred } from './template.ts';

const { service } = await synthesised('sandbox');
const routes = ofType(service, 'AWS::ApiGatewayV2::Route').map(([, resource]) => resource);
const specs: readonly [string, RouteSpec][] = Object.entries(ROUTES);

test('creates exactly the routes of the contract, and one for everything else', () => {
  expect(routes.map(({ Properties }) => Properties.RouteKey).sort()).toEqual(
    [...Object.keys(ROUTES), '$default'].sort(),
  );
});

test.each(specs)('%s asks for a token unless it is public or signed', (key, { access }) => {
  const expected = access === 'public' || access === 'signed' ? 'NONE' : 'JWT';
  expect(routeOf(key).Properties.AuthorizationType).toBe(expected);
});

test('leaves nothing but health, descriptions, docs, callbacks and the 404 without a token', () => {
  const open = routes.filter(({ Properties }) => Properties.AuthorizationType === 'NONE');
  expect(open.map(({ Properties }) => Properties.RouteKey).sort()).toEqual([
    '$default',
    'GET /v1/docs',
    'GET /v1/health',
    'GET /v1/openapi.json',
    'GET /v1/playbooks/schema.json',
    'POST /v1/provider-callbacks/{provider}',
  ]);
});

test.each(specs)('%s reaches the function of its context', (key, { context }) => {
  expect(functionBehind(routeOf(key))).toBe(`${context}-api`);
});

test('answers unknown routes with a function of ours', () => {
  expect(functionBehind(routeOf('$default'))).toBe('meta-api');
});

test('trusts the tokens of the user pool for the portal and for machines', () => {
  const { Properties } = only(service, 'AWS::ApiGatewayV2::Authorizer');
  expect(Properties.AuthorizerType).toBe('JWT');
  expect(Properties.IdentitySource).toEqual(['$request.header.Authorization']);
  expect(referred(Properties.JwtConfiguration.Issuer)).toMatch(/^SignInPool/);
  expect(Properties.JwtConfiguration.Audience.map(referred)).toEqual([
    expect.stringMatching(/^SignInPoolPortal/),
    expect.stringMatching(/^SignInPoolMachine/),
  ]);
});

test('keeps the policy of every function small: one permission for the whole API', () => {
  const permissions = ofType(service, 'AWS::Lambda::Permission')
    .filter(([, { Properties }]) => Properties.Principal === 'apigateway.amazonaws.com')
    .map(([, { Properties }]) => functionNameOf(referred(Properties.FunctionName)));
  expect(permissions.sort()).toEqual([
    'cases-api',
    'checks-api',
    'documents-api',
    'mail-api',
    'meta-api',
    'parties-api',
    'playbooks-api',
  ]);
});

test('lets browsers of the portal read the headers they need, and no other origin', () => {
  const { Properties } = only(service, 'AWS::ApiGatewayV2::Api');
  const cors = Properties.CorsConfiguration;
  expect(cors.AllowOrigins).toEqual(['http://localhost:5173', 'http://127.0.0.1:5173']);
  expect(cors.ExposeHeaders).toEqual(
    expect.arrayContaining(['ETag', 'Location', 'X-Request-Id', 'Idempotency-Replayed']),
  );
  expect(cors.AllowHeaders).toEqual(expect.arrayContaining(['Authorization', 'If-Match', 'Idempotency-Key']));
  expect(cors.AllowCredentials ?? false).toBe(false);
});

test('logs each request without address, agent or subject, and slows callers down', () => {
  const { Properties } = only(service, 'AWS::ApiGatewayV2::Stage');
  const format = JSON.parse(Properties.AccessLogSettings.Format);
  expect(Object.values(format)).toContain('$context.requestId');
  expect(Properties.AccessLogSettings.Format).not.toMatch(
    /sourceIp|userAgent|authorizer|identity|claims|\$context\.path/,
  );
  expect(Properties.DefaultRouteSettings).toEqual({ ThrottlingBurstLimit: 4000, ThrottlingRateLimit: 2000 });
});

function routeOf(key: string): Resource {
  const found = routes.find(({ Properties }) => Properties.RouteKey === key);
  if (!found) throw new Error(`The template has no route ${key}.`);
  return found;
}

function functionBehind(route: Resource): string | undefined {
  const integrationId = route.Properties.Target['Fn::Join'][1].map(referred).find(Boolean);
  return functionNameOf(referred(service[integrationId]?.Properties.IntegrationUri));
}
