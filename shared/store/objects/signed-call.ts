import { objectUrl } from './s3-access.ts';
import { authorization, canonicalQuery, type S3Access, sha256, signingTime } from './signature.ts';

/** A call of S3 on a bucket, or on an object in it. */
export interface S3Call {
  readonly method: 'GET' | 'PUT';
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Where calls go, as whom, when, and by which `fetch`. */
export interface S3Client {
  readonly access: S3Access;
  readonly bucket: string;
  readonly now: () => string;
  readonly fetch: typeof fetch;
}

/** Signs the call and makes it. */
export function signedCall({ access, bucket, now, fetch }: S3Client, call: S3Call): Promise<Response> {
  const time = signingTime(now());
  const url = objectUrl(access, bucket, call.key);
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
  const payloadHash = sha256(call.body ?? '');
  const headers: Record<string, string> = {
    host: url.host,
    'x-amz-content-sha256': payloadHash,
    'x-amz-date': time.timestamp,
    ...(access.sessionToken !== undefined && { 'x-amz-security-token': access.sessionToken }),
    ...call.headers,
  };
  const query = canonicalQuery(url.searchParams);
  const { host: _host, ...sent } = headers;
  return fetch(`${url.origin}${url.pathname}${query === '' ? '' : `?${query}`}`, {
    method: call.method,
    headers: {
      ...sent,
      authorization: authorization(access, time, { method: call.method, url, headers, payloadHash }),
    },
    ...(call.body !== undefined && { body: call.body }),
  });
}
