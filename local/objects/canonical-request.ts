import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What a `Credential` names: `<access key id>/<yyyymmdd>/<region>/<service>/aws4_request`. */
export interface CredentialScope {
  readonly day: string;
  readonly region: string;
  readonly service: string;
  readonly scope: string;
}

export interface CanonicalParts {
  readonly method: string;
  /** Path as sent, still percent-encoded. */
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
}

const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const signingKeys = new Map<string, Buffer>();

function signingKey(secret: string, scope: CredentialScope): Buffer {
  const name = `${secret}/${scope.scope}`;
  const known = signingKeys.get(name);
  if (known) return known;
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, scope.day), scope.region), scope.service), 'aws4_request');
  if (signingKeys.size > 100) signingKeys.clear();
  signingKeys.set(name, key);
  return key;
}

/** Splits a credential; undefined when it does not have the five parts. */
export function readCredential(credential: string): CredentialScope | undefined {
  const parts = credential.split('/');
  const [day, region, service, terminator] = parts.slice(-4);
  if (parts.length < 5 || !day || !region || service !== 's3' || terminator !== 'aws4_request') return undefined;
  return { day, region, service, scope: `${day}/${region}/${service}/${terminator}` };
}

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function canonicalQuery(query: CanonicalParts['query']): string {
  return query
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** S3 encodes each decoded path segment exactly once. Source: "Signature Version 4 signing process", S3 API guide. */
export function canonicalRequest(parts: CanonicalParts): string {
  const path = parts.path
    .split('/')
    .map((segment) => encode(decodeURIComponent(segment)))
    .join('/');
  const headers = parts.signedHeaders
    .map((name) => `${name}:${(parts.headers[name] ?? '').trim().replace(/\s+/g, ' ')}\n`)
    .join('');
  const lines = [parts.method, path, canonicalQuery(parts.query), headers, parts.signedHeaders.join(';')];
  return [...lines, parts.payloadHash].join('\n');
}

/** The hex signature of a canonical request made at `amzDate` (`yyyymmddThhmmssZ`). */
export function signRequest(secret: string, scope: CredentialScope, amzDate: string, canonical: string): string {
  const digest = createHash('sha256').update(canonical).digest('hex');
  return signText(secret, scope, `AWS4-HMAC-SHA256\n${amzDate}\n${scope.scope}\n${digest}`);
}

/** The hex signature of any text under the key of that scope (form policies sign their base64). */
export const signText = (secret: string, scope: CredentialScope, text: string): string =>
  hmac(signingKey(secret, scope), text).toString('hex');

/** Compares two hex signatures in constant time. */
export function sameSignature(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** `20260102T030405Z` as epoch milliseconds; NaN when it has another form. */
export function parseAmzDate(text: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return Number.NaN;
  const [, year, month, day, hour, minute, second] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
