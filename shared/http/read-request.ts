import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { PATH_PARAMETERS, type PathParameter } from '../contract/ids.ts';
import type { RouteSpec } from '../contract/route-spec.ts';
import { ROUTES, type RouteKey } from '../contract/routes.ts';
import { CaseNotFound } from '../domain/errors.ts';
import { accept } from './accept.ts';
import type { Incoming } from './incoming.ts';
import { RequestMalformed, RequestTooLarge, RouteNotFound } from './request-errors.ts';

/** More is refused before it is looked at; bytes of documents never come this way. */
export const MAXIMUM_BODY_BYTES = 256 * 1024;
const NOTHING = z.strictObject({});
/** Visible ASCII. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

export type Parsed = Pick<Incoming, 'params' | 'query' | 'body' | 'rawBody'>;

/**
 * Parses path, query and body by the route's schemas; nothing that they do not accept goes on.
 * @throws {RequestMalformed} · {RequestInvalid} · {RequestTooLarge} · {CaseNotFound} for an id that cannot be one
 */
export function parseRequest(route: RouteKey, event: APIGatewayProxyEventV2): Parsed {
  const spec: RouteSpec = ROUTES[route];
  const rawBody = rawBodyOf(event);
  return {
    params: readParams(event.pathParameters ?? {}) as Parsed['params'],
    query: accept('query', spec.query ?? NOTHING, event.queryStringParameters ?? {}) as Parsed['query'],
    body: (spec.body && accept('body', spec.body, jsonOf(rawBody))) as Parsed['body'],
    rawBody,
  };
}

/** A key may be repeated with the same address and body only. @throws {RequestMalformed} */
export function readIdempotency(
  route: RouteKey,
  event: APIGatewayProxyEventV2,
  rawBody: string,
  principal: string,
): Incoming['idempotency'] {
  const key = event.headers['idempotency-key'];
  if (key === undefined || route.startsWith('GET ')) return undefined;
  if (!IDEMPOTENCY_KEY.test(key)) {
    const message = 'Use 1 to 255 visible ASCII characters.';
    throw new RequestMalformed('request.malformed-header', [
      { pointer: '/headers/idempotency-key', code: 'request.malformed-header', message },
    ]);
  }
  const address = JSON.stringify(event.pathParameters ?? {});
  const bodyHash = createHash('sha256').update(address).update('\n').update(rawBody).digest('hex');
  return { principal, route, key, bodyHash };
}

function rawBodyOf({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): string {
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
  if (Buffer.byteLength(text) > MAXIMUM_BODY_BYTES) throw new RequestTooLarge();
  return text;
}

/** No body at all is an empty one: commands without input are sent so. */
function jsonOf(rawBody: string): unknown {
  if (rawBody.trim() === '') return {};
  // zod passes over this name without a word; it is nobody's member.
  if (rawBody.includes('"__proto__"')) throw new RequestMalformed('request.unknown-member');
  try {
    return JSON.parse(rawBody);
  } catch {
    throw new RequestMalformed('request.malformed-json');
  }
}

function readParams(given: Readonly<Record<string, string | undefined>>): Record<string, unknown> {
  const params: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(given)) {
    const result = PATH_PARAMETERS[name as PathParameter].safeParse(text);
    if (!result.success) throw 'caseId' in given ? new CaseNotFound() : new RouteNotFound();
    params[name] = result.data;
  }
  return params;
}
