import { createHash, createHmac } from 'node:crypto';

/** As whom a service is called; what Lambda gives every function. */
export interface Access {
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** As signatures name it. @default s3 */
  readonly service?: string;
}

/** Where and as whom S3 is called. */
export interface S3Access extends Access {
  /** Calls go to `<endpoint>/<bucket>/<key>`; absent: to the bucket's own host. */
  readonly endpoint?: string;
}

export const ALGORITHM = 'AWS4-HMAC-SHA256';
export const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';

/** `20261121T233900Z` and its day. */
export interface SigningTime {
  readonly timestamp: string;
  readonly day: string;
}

export function signingTime(at: string): SigningTime {
  const timestamp = `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  return { timestamp, day: timestamp.slice(0, 8) };
}

export const credentialScope = ({ region, service = 's3' }: Access, { day }: SigningTime): string =>
  `${day}/${region}/${service}/aws4_request`;

/** A request as Signature Version 4 sees it. Header names are in lower case. */
export interface SignedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** SHA-256 in hex, or `UNSIGNED-PAYLOAD`. */
  readonly payloadHash: string;
}

/** Signature in hex of a request (docs.aws.amazon.com, "Create a signed AWS API request"). */
export function signRequest(access: Access, time: SigningTime, request: SignedRequest): string {
  const names = signedHeaders(request.headers);
  const canonical = [
    request.method,
    request.url.pathname,
    canonicalQuery(request.url.searchParams),
    ...names.map((name) => `${name}:${request.headers[name]?.trim()}`),
    '',
    names.join(';'),
    request.payloadHash,
  ].join('\n');
  return signText(
    access,
    time,
    [ALGORITHM, time.timestamp, credentialScope(access, time), sha256(canonical)].join('\n'),
  );
}

/** Value of the header that carries the signature of a request. */
export function authorization(access: Access, time: SigningTime, request: SignedRequest): string {
  const credential = `${access.accessKeyId}/${credentialScope(access, time)}`;
  const signed = signedHeaders(request.headers).join(';');
  return `${ALGORITHM} Credential=${credential}, SignedHeaders=${signed}, Signature=${signRequest(access, time, request)}`;
}

/** Signature in hex of a text with the key of the day. */
export function signText(access: Access, time: SigningTime, text: string): string {
  const key = credentialScope(access, time)
    .split('/')
    .reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${access.secretAccessKey}`);
  return hmac(key, text).toString('hex');
}

export const signedHeaders = (headers: SignedRequest['headers']): readonly string[] => Object.keys(headers).toSorted();

/** As RFC 3986 has it, which is stricter than `encodeURIComponent`. */
export const encodeStrictly = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Sorted and encoded the way that the signature wants it; also a valid query as it is. */
export function canonicalQuery(parameters: URLSearchParams): string {
  return [...parameters]
    .map(([name, value]) => `${encodeStrictly(name)}=${encodeStrictly(value)}`)
    .toSorted()
    .join('&');
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
