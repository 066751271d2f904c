import { requireKnownProperties } from '../known-properties.ts';
import type { ResolvedResource } from '../parts.ts';

/** A JWT authorizer as the template configures it. */
export interface JwtAuthorizer {
  readonly issuer: string;
  readonly audience: readonly string[];
  /** Lower-case name of the header that carries the token. */
  readonly header: string;
}

export interface Route {
  /** `METHOD /path/{parameter}` or `$default`. */
  readonly key: string;
  readonly functionName: string;
  readonly timeoutMs: number;
  readonly authorizer: JwtAuthorizer | undefined;
  /** Any one of these must be among the token's scopes; empty asks for none. */
  readonly scopes: readonly string[];
}

export interface Cors {
  readonly AllowOrigins?: readonly string[];
  readonly AllowMethods?: readonly string[];
  readonly AllowHeaders?: readonly string[];
  readonly ExposeHeaders?: readonly string[];
  readonly MaxAge?: number;
  readonly AllowCredentials?: boolean;
}

export interface ApiModel {
  readonly apiId: string;
  readonly routes: readonly Route[];
  readonly cors: Cors | undefined;
  /** Requests per second and burst of the default stage, undefined where it sets none. */
  readonly throttle: { readonly rate: number; readonly burst: number } | undefined;
}

type Typed = (type: string) => readonly ResolvedResource[];

const MAX_TIMEOUT_MS = 30_000;

/**
 * Reads the one HTTP API of the app.
 * @returns undefined when the app has none
 * @throws one sentence for what this gateway does not run: several APIs, WebSockets, integrations other than functions
 */
export function readApi(resources: readonly ResolvedResource[]): ApiModel | undefined {
  const typed: Typed = (type) => resources.filter((resource) => resource.type === `AWS::ApiGatewayV2::${type}`);
  const [api, second] = typed('Api');
  if (!api) return undefined;
  if (second) throw new Error('The app has more than one HTTP API; the local gateway runs one.');
  requireKnownProperties(api, [
    'Name',
    'ProtocolType',
    'CorsConfiguration',
    'Description',
    'Tags',
    'DisableExecuteApiEndpoint',
  ]);
  if (api.properties.ProtocolType !== 'HTTP') throw new Error(`${api.logicalId} is not an HTTP API.`);
  return {
    apiId: api.physicalId,
    routes: typed('Route').map((route) => readRoute(route, typed)),
    cors: api.properties.CorsConfiguration,
    throttle: readThrottle(typed('Stage')),
  };
}

function readRoute(route: ResolvedResource, typed: Typed): Route {
  requireKnownProperties(route, [
    'ApiId',
    'RouteKey',
    'Target',
    'AuthorizationType',
    'AuthorizerId',
    'AuthorizationScopes',
  ]);
  const { RouteKey, Target, AuthorizationType, AuthorizerId, AuthorizationScopes } = route.properties;
  const integration = typed('Integration').find(({ physicalId }) => Target === `integrations/${physicalId}`);
  if (!integration) throw new Error(`Route ${RouteKey} has no integration.`);
  const authorizer = typed('Authorizer').find(({ physicalId }) => physicalId === AuthorizerId);
  const open = AuthorizationType === undefined || AuthorizationType === 'NONE';
  if (!open && !authorizer) throw new Error(`Route ${RouteKey} has no authorizer of the app.`);
  return {
    key: RouteKey,
    ...readIntegration(integration),
    authorizer: open ? undefined : readAuthorizer(authorizer!),
    scopes: AuthorizationScopes ?? [],
  };
}

function readIntegration(integration: ResolvedResource): { functionName: string; timeoutMs: number } {
  requireKnownProperties(integration, [
    'ApiId',
    'IntegrationType',
    'IntegrationUri',
    'IntegrationMethod',
    'PayloadFormatVersion',
    'TimeoutInMillis',
    'Description',
  ]);
  const { IntegrationType, IntegrationUri, PayloadFormatVersion, TimeoutInMillis } = integration.properties;
  const name = /:function:([^:/]+)/.exec(IntegrationUri ?? '')?.[1];
  if (IntegrationType !== 'AWS_PROXY' || PayloadFormatVersion !== '2.0' || name === undefined) {
    throw new Error(`${integration.logicalId}: only function integrations with payload format 2.0 run on one machine.`);
  }
  return { functionName: name, timeoutMs: TimeoutInMillis ?? MAX_TIMEOUT_MS };
}

function readAuthorizer(authorizer: ResolvedResource): JwtAuthorizer {
  requireKnownProperties(authorizer, ['ApiId', 'AuthorizerType', 'IdentitySource', 'JwtConfiguration', 'Name']);
  const { AuthorizerType, IdentitySource, JwtConfiguration } = authorizer.properties;
  const header = /^\$request\.header\.([\w-]+)$/.exec(IdentitySource?.[0] ?? '')?.[1];
  if (AuthorizerType !== 'JWT' || header === undefined) {
    throw new Error(`${authorizer.logicalId}: only JWT authorizers that read a header run on one machine.`);
  }
  return { issuer: JwtConfiguration.Issuer, audience: JwtConfiguration.Audience ?? [], header: header.toLowerCase() };
}

function readThrottle(stages: readonly ResolvedResource[]): ApiModel['throttle'] {
  for (const stage of stages) {
    requireKnownProperties(stage, [
      'ApiId',
      'StageName',
      'AutoDeploy',
      'AccessLogSettings',
      'DefaultRouteSettings',
      'Description',
      'Tags',
    ]);
    if (stage.properties.StageName !== '$default') throw new Error(`${stage.logicalId} is not the $default stage.`);
  }
  const settings = stages[0]?.properties.DefaultRouteSettings;
  if (settings?.ThrottlingRateLimit === undefined) return undefined;
  return { rate: settings.ThrottlingRateLimit, burst: settings.ThrottlingBurstLimit ?? settings.ThrottlingRateLimit };
}
