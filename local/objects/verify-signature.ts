import { SECRET_ACCESS_KEY } from '../place.ts';
import {
  type CredentialScope,
  canonicalRequest,
  parseAmzDate,
  readCredential,
  sameSignature,
  signRequest,
} from './canonical-request.ts';
import { accessDenied, S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';

const maxSkewMs = 15 * 60_000;
const maxExpiresSeconds = 7 * 86_400;

interface Claim {
  readonly scope: CredentialScope;
  readonly amzDate: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly payloadHash: string;
  readonly query: S3Request['query'];
}

const malformed = (message: string) => new S3Error(400, 'AuthorizationHeaderMalformed', message);

function headerClaim(request: S3Request, authorization: string): Claim {
  const match = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)$/.exec(
    authorization,
  );
  const scope = match ? readCredential(match[1]!) : undefined;
  if (!match || !scope) throw malformed('The authorization header is malformed.');
  const payloadHash = request.headers['x-amz-content-sha256'];
  if (!payloadHash) throw malformed('x-amz-content-sha256 is missing.');
  const amzDate = request.headers['x-amz-date'] ?? '';
  return {
    scope,
    amzDate,
    signedHeaders: match[2]!.split(';'),
    signature: match[3]!,
    payloadHash,
    query: request.query,
  };
}

function queryClaim(request: S3Request): Claim {
  const param = (name: string) => request.params.get(name) ?? '';
  const scope = readCredential(param('X-Amz-Credential'));
  if (param('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256' || !scope)
    throw new S3Error(400, 'AuthorizationQueryParametersError', 'The signature parameters of the link are malformed.');
  return {
    scope,
    amzDate: param('X-Amz-Date'),
    signedHeaders: param('X-Amz-SignedHeaders').split(';'),
    signature: param('X-Amz-Signature'),
    payloadHash: request.headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD',
    query: request.query.filter(([name]) => name !== 'X-Amz-Signature'),
  };
}

function checkSkew(amzDate: string, now: number): void {
  const at = parseAmzDate(amzDate);
  if (Number.isNaN(at)) throw accessDenied('AWS authentication requires a valid Date or x-amz-date header.');
  if (Math.abs(at - now) > maxSkewMs)
    throw new S3Error(
      403,
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
    );
}

function checkExpiry(request: S3Request, now: number): void {
  const at = parseAmzDate(request.params.get('X-Amz-Date') ?? '');
  const expiresSeconds = Number(request.params.get('X-Amz-Expires'));
  if (Number.isNaN(at) || !(expiresSeconds >= 1 && expiresSeconds <= maxExpiresSeconds))
    throw new S3Error(400, 'AuthorizationQueryParametersError', 'X-Amz-Date or X-Amz-Expires is not valid.');
  if (at > now + maxSkewMs) throw accessDenied('Request is not yet valid');
  if (at + expiresSeconds * 1000 < now) throw accessDenied('Request has expired');
}

function checkSignedHeaders(request: S3Request, claim: Claim, sent: Readonly<Record<string, string>>): void {
  const unsigned = Object.keys(sent).filter((name) => name.startsWith('x-amz-') && !claim.signedHeaders.includes(name));
  const hashOnly = request.params.has('X-Amz-Signature') ? ['x-amz-content-sha256'] : [];
  const missing = unsigned.filter((name) => !hashOnly.includes(name));
  if (!claim.signedHeaders.includes('host')) missing.push('host');
  if (missing.length > 0)
    throw accessDenied(`There were headers present in the request which were not signed: ${missing.join(', ')}`);
}

/**
 * Checks who signed the request and when, by the engine's clock: the `Authorization` header or the query of a
 * presigned link. `sentHeaders` are the headers without those hoisted into the query.
 * Throws AccessDenied, RequestTimeTooSkewed or SignatureDoesNotMatch.
 */
export function verifySignature(request: S3Request, sentHeaders: Readonly<Record<string, string>>, now: number): void {
  const { authorization } = request.headers;
  const presigned = request.params.has('X-Amz-Signature') || request.params.has('X-Amz-Credential');
  if (authorization === undefined && !presigned) throw accessDenied('Access Denied');
  if (authorization !== undefined && presigned)
    throw new S3Error(400, 'InvalidArgument', 'Only one auth mechanism allowed.');
  const claim = authorization === undefined ? queryClaim(request) : headerClaim(request, authorization);
  if (authorization === undefined) checkExpiry(request, now);
  else checkSkew(claim.amzDate, now);
  const canonical = canonicalRequest({ ...claim, method: request.method, path: request.path, headers: sentHeaders });
  const expected = signRequest(SECRET_ACCESS_KEY, claim.scope, claim.amzDate, canonical);
  if (!claim.amzDate.startsWith(claim.scope.day) || !sameSignature(expected, claim.signature))
    throw new S3Error(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
    );
  checkSignedHeaders(request, claim, sentHeaders);
}
