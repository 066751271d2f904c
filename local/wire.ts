import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from './http-body.ts';
import type { EngineClock, WireReply, WireRequest, WireService } from './parts.ts';

/** The services behind the one emulated AWS endpoint. */
export interface WireServices {
  /** By the part of `x-amz-target` before the dot. */
  readonly byTarget: Readonly<Record<string, WireService>>;
  /** The query protocol (`Action=…` in a form), which only SES v1 still speaks here. */
  readonly query: WireService;
  /** Everything else: object paths. */
  readonly objects: WireService;
}

const MAX_BODY_BYTES = 128 * 1024 * 1024;

/** Answers one request to the emulated AWS services. */
export function createWire(services: WireServices, clock: EngineClock) {
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const body = await readBody(req, MAX_BODY_BYTES);
    const reply = body === undefined ? { status: 413 } : await dispatch(services, toRequest(req, body));
    // Clients correct their signatures by this header, so it has to follow the engine's clock.
    res.sendDate = false;
    const length = reply.body === undefined ? 0 : Buffer.byteLength(reply.body);
    res.writeHead(reply.status, {
      date: new Date(clock.now()).toUTCString(),
      ...(reply.status === 204 || reply.status === 304 || req.method === 'HEAD' ? {} : { 'content-length': length }),
      ...reply.headers,
    });
    res.end(req.method === 'HEAD' ? undefined : reply.body);
  };
}

function dispatch(services: WireServices, request: WireRequest): WireReply | Promise<WireReply> {
  const target = request.headers['x-amz-target'];
  if (target === undefined) return (isQuery(request) ? services.query : services.objects)(request);
  const prefix = target.slice(0, target.indexOf('.'));
  const service = Object.hasOwn(services.byTarget, prefix) ? services.byTarget[prefix] : undefined;
  if (service) return service(request);
  const message = `The local engine does not emulate ${prefix}.`;
  return {
    status: 400,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({ __type: 'UnknownOperationException', message }),
  };
}

function isQuery(request: WireRequest): boolean {
  return request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
}

function toRequest(req: IncomingMessage, body: Buffer): WireRequest {
  const headers = Object.entries(req.headersDistinct).map(([name, values]) => [name, values!.join(',')]);
  return { method: req.method!, url: req.url!, headers: Object.fromEntries(headers), body };
}
