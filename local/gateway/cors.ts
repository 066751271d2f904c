import type { Cors } from './api-model.ts';
import type { GatewayReply } from './reply.ts';
import type { GatewayRequest } from './request-event.ts';

/** The gateway's own answer to a preflight request; undefined when this is none or the API has no CORS configuration. */
export function preflightReply(cors: Cors | undefined, request: GatewayRequest): GatewayReply | undefined {
  const asked = request.headers['access-control-request-method'];
  if (!cors || request.method !== 'OPTIONS' || asked === undefined || !request.headers['origin']) return undefined;
  const allowed = originHeaders(cors, request.headers['origin']);
  if (!allowed) return { status: 204, headers: {}, body: '' };
  const list = (name: string, values: readonly string[] | undefined) => (values ? { [name]: values.join(',') } : {});
  const headers = {
    ...allowed,
    ...list('access-control-allow-methods', cors.AllowMethods),
    ...list('access-control-allow-headers', cors.AllowHeaders),
    ...(cors.MaxAge === undefined ? {} : { 'access-control-max-age': String(cors.MaxAge) }),
  };
  return { status: 204, headers, body: '' };
}

/** Replaces whatever CORS headers a function sent by the configured ones, as HTTP APIs do. */
export function withCors(cors: Cors | undefined, origin: string | undefined, reply: GatewayReply): GatewayReply {
  if (!cors) return reply;
  const own = Object.entries(reply.headers).filter(([name]) => !name.startsWith('access-control-'));
  const allowed = origin === undefined ? undefined : originHeaders(cors, origin);
  const exposed: Record<string, string> =
    allowed && cors.ExposeHeaders ? { 'access-control-expose-headers': cors.ExposeHeaders.join(',') } : {};
  return { ...reply, headers: { ...Object.fromEntries(own), ...allowed, ...exposed } };
}

function originHeaders(cors: Cors, origin: string): Record<string, string> | undefined {
  const origins = cors.AllowOrigins ?? [];
  const any = origins.includes('*');
  if (!any && !origins.some((pattern) => matches(pattern, origin))) return undefined;
  return {
    'access-control-allow-origin': any ? '*' : origin,
    ...(any ? {} : { vary: 'Origin' }),
    ...(cors.AllowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
  };
}

/** An origin may be given as `https://*` or `http://*`. */
function matches(pattern: string, origin: string): boolean {
  return pattern.endsWith('*') ? origin.startsWith(pattern.slice(0, -1)) : pattern === origin;
}
