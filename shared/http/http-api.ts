import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Context, RouteSpec } from '../contract/route-spec.ts';
import { ROUTES, type RouteKey } from '../contract/routes.ts';
import type { Caller } from '../domain/access/caller.ts';
import type { Instant } from '../domain/case/case.ts';
import type { Log } from '../observe/log.ts';
import { ANONYMOUS, type CallerSource, type Claims } from './callers.ts';
import { readIfMatch } from './etag.ts';
import type { Handler, Handlers, Incoming } from './incoming.ts';
import { problemResponses } from './problem-responses.ts';
import { parseRequest, readIdempotency } from './read-request.ts';
import { RouteNotFound } from './request-errors.ts';
import { respond } from './respond.ts';

export interface HttpApiDeps<C extends Context> {
  readonly context: C;
  readonly callers: CallerSource;
  readonly now: () => Instant;
  readonly log: Log;
}

type HttpHandler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * The Lambda handler of one context's routes. Looks `routeKey` up in the handlers, identifies the caller, parses, calls,
 * and turns whatever is thrown into a problem.
 */
export function httpApi<C extends Context>(handlers: Handlers<C>, deps: HttpApiDeps<C>) {
  const byRoute = new Map(Object.entries(handlers) as [RouteKey, Handler<RouteKey>][]);

  const dispatch: HttpHandler = async (event) => {
    const route = event.routeKey as RouteKey;
    const handle = byRoute.get(route);
    if (!handle) throw new RouteNotFound();
    const incoming = await receive(route, event, deps);
    return respond(ROUTES[route], incoming, await handle(incoming));
  };
  return middy(dispatch).use(problemResponses(deps.log));
}

async function receive<C extends Context>(
  route: RouteKey,
  event: APIGatewayProxyEventV2,
  { callers, now }: HttpApiDeps<C>,
): Promise<Incoming> {
  const caller = await identify(ROUTES[route], event, callers);
  const parsed = parseRequest(route, event);
  const ifMatch = readIfMatch(event.headers['if-match']);
  const idempotency = caller === ANONYMOUS ? undefined : readIdempotency(route, event, parsed.rawBody, caller.personId);
  return {
    route,
    ...parsed,
    headers: event.headers,
    caller,
    ...(ifMatch !== undefined && { ifMatch }),
    ...(idempotency !== undefined && { idempotency }),
    requestId: event.requestContext.requestId,
    at: now(),
  };
}

interface WithJwt {
  readonly authorizer?: { readonly jwt?: { readonly claims?: Claims } };
}

/** The gateway has checked the token; a token that was got with client credentials belongs to a machine. */
function identify(spec: RouteSpec, event: APIGatewayProxyEventV2, callers: CallerSource): Promise<Caller> | Caller {
  if (spec.access === 'public' || spec.access === 'signed') return ANONYMOUS;
  const claims = (event.requestContext as WithJwt).authorizer?.jwt?.claims ?? {};
  const isMachine = claims['sub'] !== undefined && claims['sub'] === claims['client_id'];
  return callers.callerOf(claims, isMachine ? 'api' : 'web');
}
