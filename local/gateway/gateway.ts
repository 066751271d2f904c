import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http-body.ts';
import type { EngineContext, InvocationResult } from '../parts.ts';
import { type ApiModel, readApi } from './api-model.ts';
import { type Authorize, type AuthorizeSettings, createAuthorize } from './authorize.ts';
import { preflightReply, withCors } from './cors.ts';
import { createRouteMatcher, type RouteMatcher } from './match-route.ts';
import { bareReply, type GatewayReply, resultReply } from './reply.ts';
import { type GatewayRequest, requestEvent } from './request-event.ts';
import { createThrottle, type Throttle } from './throttle.ts';

export interface Gateway {
  /** Answers one request to the HTTP API; never rejects. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
}

const MAX_BODY_BYTES = 10 * 1024 * 1024;
/** A function takes at most 6 MB; HTTP APIs answer 413 for what does not fit. */
const MAX_EVENT_CHARACTERS = 6 * 1024 * 1024;

interface Running {
  readonly context: EngineContext;
  readonly api: ApiModel;
  readonly match: RouteMatcher;
  readonly authorize: Authorize;
  readonly admit: Throttle;
}

/** The HTTP API of the app: routes, JWT authorizer, payload format 2.0, CORS and the gateway's own bare errors. */
export function createGateway(context: EngineContext, keys: AuthorizeSettings['keys']): Gateway {
  const api = readApi(context.resources) ?? { apiId: 'none', routes: [], cors: undefined, throttle: undefined };
  const running: Running = {
    context,
    api,
    match: createRouteMatcher(api.routes),
    authorize: createAuthorize({ now: context.clock.now, keys }),
    admit: createThrottle(api.throttle, () => performance.now()),
  };
  return {
    async handle(req, res) {
      const body = await readBody(req, MAX_BODY_BYTES);
      const request = toRequest(req, body ?? Buffer.alloc(0));
      const preflight = preflightReply(api.cors, request);
      const reply = preflight ?? (body === undefined ? bareReply(413) : await answer(running, request));
      send(res, context, request, preflight ?? withCors(api.cors, request.headers['origin'], reply));
    },
  };
}

async function answer(running: Running, request: GatewayRequest): Promise<GatewayReply> {
  const { context, api } = running;
  if (!running.admit()) return bareReply(429);
  const match = matchOrRefuse(running.match, request);
  if (match === 'malformed') return bareReply(400);
  if (!match) return bareReply(404);
  const authorization = await running.authorize(match.route, request.headers);
  if (!authorization.ok) return bareReply(authorization.status);
  const place = { accountId: context.accountId, apiId: api.apiId, now: context.clock.now() };
  const event = requestEvent(request, match, authorization, place);
  if (request.body.length > MAX_EVENT_CHARACTERS) return bareReply(413);
  const { functionName, timeoutMs } = match.route;
  const result = await within(timeoutMs, context.functions.invoke(functionName, event));
  if (result === 'late') return bareReply(503);
  if (result.ok) return resultReply(result.payload);
  context.log(`${functionName}: ${result.errorType} answering ${match.route.key} (request ${request.requestId}).`);
  return bareReply(500);
}

function matchOrRefuse(match: RouteMatcher, request: GatewayRequest): ReturnType<RouteMatcher> | 'malformed' {
  try {
    return match(request.method, request.path);
  } catch (error) {
    if (error instanceof URIError) return 'malformed';
    throw error;
  }
}

async function within(timeoutMs: number, work: Promise<InvocationResult>): Promise<InvocationResult | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function toRequest(req: IncomingMessage, body: Buffer): GatewayRequest {
  const url = req.url!;
  const cut = url.indexOf('?');
  const headers = Object.entries(req.headersDistinct).map(([name, values]) => [name, values!.join(',')]);
  return {
    method: req.method!,
    path: cut < 0 ? url : url.slice(0, cut),
    query: cut < 0 ? '' : url.slice(cut + 1),
    headers: Object.fromEntries(headers),
    body,
    sourceIp: req.socket.remoteAddress ?? '127.0.0.1',
    requestId: randomBytes(10).toString('base64'),
  };
}

function send(res: ServerResponse, context: EngineContext, request: GatewayRequest, reply: GatewayReply): void {
  const body = Buffer.isBuffer(reply.body) ? reply.body : Buffer.from(reply.body);
  res.sendDate = false;
  res.writeHead(reply.status, {
    ...(reply.headers as Record<string, string | string[]>),
    date: new Date(context.clock.now()).toUTCString(),
    ...(reply.status === 204 || reply.status === 304 ? {} : { 'content-length': body.length }),
    'apigw-requestid': request.requestId,
  });
  res.end(request.method === 'HEAD' ? undefined : body);
}
