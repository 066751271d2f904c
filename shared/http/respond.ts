import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { RouteSpec } from '../contract/route-spec.ts';
import { etagOf, isUnchanged } from './etag.ts';
import type { Incoming, Reply } from './incoming.ts';

/** A handler's reply as the gateway wants it. Data of cases may be kept by the caller's own client only. */
export function respond(
  spec: RouteSpec,
  incoming: Pick<Incoming, 'route' | 'headers' | 'requestId'>,
  reply: Reply,
): APIGatewayProxyStructuredResultV2 {
  const headers = {
    'x-request-id': incoming.requestId,
    'cache-control': 'private, no-cache',
    ...(reply.version !== undefined && { etag: etagOf(reply.version) }),
    ...reply.headers,
  };
  if (incoming.route.startsWith('GET ') && isUnchanged(incoming.headers['if-none-match'], reply.version)) {
    return { statusCode: 304, headers };
  }
  return { statusCode: reply.status ?? spec.status, ...content(headers, reply.body) };
}

/** Text goes out as it is, under the content type that the handler gave; everything else as JSON. */
function content(headers: Readonly<Record<string, string>>, body: unknown) {
  if (body === undefined) return { headers };
  const isText = typeof body === 'string' && headers['content-type'] !== undefined;
  return {
    headers: isText ? headers : { 'content-type': 'application/json', ...headers },
    body: isText ? body : JSON.stringify(body),
  };
}
