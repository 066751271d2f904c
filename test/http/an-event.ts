import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Log, LogFacts } from '../../shared/observe/log.ts';

interface EventParts {
  readonly route: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly rawBody?: string;
  readonly base64Body?: string;
  readonly claims?: Readonly<Record<string, unknown>>;
}

export const CASE_ID = 'case_01JABCDEFGHJKMNPQRSTVWXYZ0';

/** A request as an HTTP API hands it to its function. */
export function anEvent(parts: EventParts): APIGatewayProxyEventV2 {
  const {
    route,
    params,
    query,
    headers = {},
    body,
    rawBody,
    base64Body,
    claims = { sub: 'sub-ada', 'cognito:groups': '[contact]' },
  } = parts;
  const event = {
    version: '2.0',
    routeKey: route,
    rawPath: route.split(' ')[1],
    headers,
    ...(params && { pathParameters: params }),
    ...(query && { queryStringParameters: query }),
    requestContext: { requestId: 'req-1', routeKey: route, authorizer: { jwt: { claims, scopes: [] } } },
    body: base64Body ?? rawBody ?? (body === undefined ? undefined : JSON.stringify(body)),
    isBase64Encoded: base64Body !== undefined,
  };
  return event as unknown as APIGatewayProxyEventV2;
}

export const lambdaContext = {} as never;

/** The parsed body of a result. */
export const bodyOf = (result: APIGatewayProxyStructuredResultV2): Record<string, unknown> =>
  JSON.parse(result.body ?? 'null') as Record<string, unknown>;

export interface Line {
  readonly level: string;
  readonly message: string;
  readonly facts?: LogFacts;
  readonly error?: unknown;
}

/** Keeps what is logged. */
export function aLog(): Log & { readonly lines: Line[] } {
  const lines: Line[] = [];
  return {
    lines,
    info: (message, facts = {}) => lines.push({ level: 'info', message, facts }),
    warn: (message, facts = {}) => lines.push({ level: 'warn', message, facts }),
    error: (message, error, facts = {}) => lines.push({ level: 'error', message, facts, error }),
  };
}
