import type { Authorization } from './authorize.ts';
import type { RouteMatch } from './match-route.ts';

/** One request as the gateway took it from the wire. */
export interface GatewayRequest {
  readonly method: string;
  /** Encoded path without the query. */
  readonly path: string;
  /** Query without the question mark, as sent. */
  readonly query: string;
  /** Lower-case names; repeated ones joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly requestId: string;
}

const TEXT = /^(text\/.*|application\/(json|javascript|xml|[\w.-]+\+(json|xml)))(;|$)/i;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The event of payload format 2.0 (API Gateway Developer Guide, "Lambda proxy integrations for HTTP APIs"). */
export function requestEvent(
  request: GatewayRequest,
  match: RouteMatch,
  authorization: Authorization & { readonly ok: true },
  place: { readonly accountId: string; readonly apiId: string; readonly now: number },
): Record<string, unknown> {
  const { cookie, ...headers } = request.headers;
  const path = decodeURIComponent(request.path);
  const domainName = headers['host'] ?? '';
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath: path,
    rawQueryString: request.query,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/) }),
    headers,
    ...(request.query === '' ? {} : { queryStringParameters: queryParameters(request.query) }),
    requestContext: {
      accountId: place.accountId,
      apiId: place.apiId,
      ...(authorization.jwt ? { authorizer: { jwt: authorization.jwt } } : {}),
      domainName,
      domainPrefix: domainName.split('.')[0],
      http: {
        method: request.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: request.requestId,
      routeKey: match.route.key,
      stage: '$default',
      time: commonLogTime(place.now),
      timeEpoch: Math.floor(place.now),
    },
    ...bodyMembers(request),
    ...(match.parameters ? { pathParameters: match.parameters } : {}),
  };
}

function bodyMembers({ body, headers }: GatewayRequest): Record<string, unknown> {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = TEXT.test(headers['content-type'] ?? 'text/plain');
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}

/** Repeated parameters are joined by a comma. */
function queryParameters(query: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = name in parameters ? `${parameters[name]},${value}` : value;
  }
  return parameters;
}

/** `12/Mar/2026:19:03:58 +0000`. */
function commonLogTime(now: number): string {
  const at = new Date(now);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${two(at.getUTCDate())}/${MONTHS[at.getUTCMonth()]}/${at.getUTCFullYear()}`;
  return `${day}:${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
}
