import type { WireRequest } from '../parts.ts';
import { S3Error } from './s3-error.ts';

/** A request split into what S3 looks at. */
export interface S3Request {
  readonly method: string;
  /** Path as sent, still percent-encoded. */
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly params: ReadonlyMap<string, string>;
  readonly headers: Readonly<Record<string, string>>;
  readonly bucket: string;
  /** Decoded object key; empty for calls on the bucket. */
  readonly key: string;
  readonly body: Buffer;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI.");
  }
}

function readQuery(text: string): [string, string][] {
  if (text === '') return [];
  return text.split('&').map((pair) => {
    const at = pair.indexOf('=');
    const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    return [decode(name.replaceAll('+', ' ')), decode(value.replaceAll('+', ' '))];
  });
}

/** Presigned links carry some headers in the query ("hoisted"); they mean the same there. */
function withHoisted(headers: Readonly<Record<string, string>>, query: readonly (readonly [string, string])[]) {
  const hoisted = query
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => /^x-amz-(checksum-|meta-|tagging$|sdk-checksum-algorithm$)/.test(name));
  return { ...Object.fromEntries(hoisted), ...headers };
}

/** Splits a path-style request. Throws InvalidURI when it cannot be decoded. */
export function readRequest(request: WireRequest): S3Request {
  const at = request.url.indexOf('?');
  const path = at < 0 ? request.url : request.url.slice(0, at);
  const query = at < 0 ? [] : readQuery(request.url.slice(at + 1));
  const slash = path.indexOf('/', 1);
  return {
    method: request.method,
    path,
    query,
    params: new Map(query),
    headers: withHoisted(request.headers, query),
    bucket: decode(slash < 0 ? path.slice(1) : path.slice(1, slash)),
    key: slash < 0 ? '' : decode(path.slice(slash + 1)),
    body: request.body,
  };
}
