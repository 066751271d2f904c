/** What goes back over HTTP. A header with several values is a list. */
export interface GatewayReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
}

interface StructuredResult {
  readonly statusCode: number | string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly cookies?: readonly string[];
  readonly body?: unknown;
  readonly isBase64Encoded?: boolean;
}

const BARE = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

/** An answer of the gateway itself: its shape cannot be changed on an HTTP API. */
export function bareReply(status: keyof typeof BARE): GatewayReply {
  return {
    status,
    headers: { 'content-type': 'application/json', ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}) },
    body: JSON.stringify({ message: BARE[status] }),
  };
}

/** Maps a function's result: an object with `statusCode` is taken as it is, anything else becomes a 200 with JSON. */
export function resultReply(payload: unknown): GatewayReply {
  if (!isStructured(payload)) {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const status = Number(payload.statusCode);
  const isText = payload.body === undefined || payload.body === null || typeof payload.body === 'string';
  if (!Number.isInteger(status) || status < 100 || status > 599 || !isText) return bareReply(500);
  const headers = Object.entries(payload.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const body = (payload.body as string | null | undefined) ?? '';
  return {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      ...Object.fromEntries(headers),
      ...(payload.cookies ? { 'set-cookie': payload.cookies } : {}),
    },
    body: payload.isBase64Encoded ? Buffer.from(body, 'base64') : body,
  };
}

function isStructured(payload: unknown): payload is StructuredResult {
  return typeof payload === 'object' && payload !== null && 'statusCode' in payload;
}
