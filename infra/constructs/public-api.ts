import { Duration } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  type HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Context, RouteSpec } from '../../shared/contract/route-spec.ts';
import { ROUTES } from '../../shared/contract/routes.ts';
import type { StageSettings } from '../stages.ts';
import type { SignIn } from './sign-in.ts';

export interface PublicApiProps {
  readonly settings: StageSettings;
  readonly signIn: SignIn;
  readonly accessLog: LogGroup;
}

const EXPOSED_HEADERS = [
  'ETag',
  'Location',
  'Link',
  'Retry-After',
  'Content-Language',
  'X-Request-Id',
  'Idempotency-Replayed',
];
const ALLOWED_HEADERS = [
  'Authorization',
  'Content-Type',
  'Accept',
  'Accept-Language',
  'If-Match',
  'If-None-Match',
  'Idempotency-Key',
];

/** The HTTP API: one route per entry of the contract, and an answer of our own for everything else. */
export class PublicApi extends Construct {
  readonly api: HttpApi;
  private readonly authorizer: IHttpRouteAuthorizer;

  constructor(scope: Construct, id: string, { settings, signIn, accessLog }: PublicApiProps) {
    super(scope, id);
    this.authorizer = new HttpJwtAuthorizer('Tokens', signIn.pool.userPoolProviderUrl, {
      jwtAudience: [signIn.portal.userPoolClientId, signIn.machine.userPoolClientId],
    });
    this.api = new HttpApi(this, 'Api', {
      apiName: `gangway-${settings.stage}`,
      description: 'Onboarding cases',
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: [...settings.portal.origins],
        allowMethods: [
          CorsHttpMethod.GET,
          CorsHttpMethod.POST,
          CorsHttpMethod.PUT,
          CorsHttpMethod.PATCH,
          CorsHttpMethod.DELETE,
        ],
        allowHeaders: ALLOWED_HEADERS,
        exposeHeaders: EXPOSED_HEADERS,
        maxAge: Duration.hours(2),
      },
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: settings.throttling.ratePerSecond, burstLimit: settings.throttling.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: accessLogFormat() },
    });
  }

  /** Where the API answers, without a slash at the end. */
  get url(): string {
    return this.api.apiEndpoint;
  }

  /** Connects every route to the function of its context; `fallback` answers what no route matches. */
  route(functions: Readonly<Record<Context, LambdaFunction>>, fallback: Context): void {
    const integrations = integrationsOf(functions);
    for (const [key, spec] of Object.entries<RouteSpec>(ROUTES)) {
      const [method, path] = key.split(' ') as [HttpMethod, string];
      const open = spec.access === 'public' || spec.access === 'signed';
      this.api.addRoutes({
        path,
        methods: [method],
        integration: integrations[spec.context],
        ...(!open && { authorizer: this.authorizer }),
      });
    }
    new HttpRoute(this, 'Fallback', {
      httpApi: this.api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: integrations[fallback],
    });
  }
}

function integrationsOf(functions: Readonly<Record<Context, LambdaFunction>>): Record<Context, HttpLambdaIntegration> {
  const entries = Object.entries(functions) as [Context, LambdaFunction][];
  return Object.fromEntries(
    entries.map(([context, handler]) => [
      context,
      new HttpLambdaIntegration(`${context}-integration`, handler, { scopePermissionToRoute: false }),
    ]),
  ) as Record<Context, HttpLambdaIntegration>;
}

/** No address, no agent string, no subject: who asked is in the audit trail of the case. */
function accessLogFormat(): AccessLogFormat {
  return AccessLogFormat.custom(
    JSON.stringify({
      requestId: '$context.requestId',
      at: '$context.requestTime',
      routeKey: '$context.routeKey',
      status: '$context.status',
      responseBytes: '$context.responseLength',
      latencyMs: '$context.responseLatency',
      integrationMs: '$context.integrationLatency',
      integrationError: '$context.integrationErrorMessage',
      gatewayError: '$context.error.responseType',
    }),
  );
}
