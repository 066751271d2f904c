import { objectUrl } from './s3-access.ts';
import {
  ALGORITHM,
  canonicalQuery,
  credentialScope,
  type S3Access,
  signingTime,
  signRequest,
  signText,
  UNSIGNED_PAYLOAD,
} from './signature.ts';

export interface PresignedPost {
  readonly url: string;
  /** All of them go into the form, before the file. */
  readonly fields: Readonly<Record<string, string>>;
  readonly expiresAt: string;
}

export interface PostTarget {
  readonly bucket: string;
  readonly key: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Of the bytes, base64. */
  readonly sha256: string;
}

/**
 * A form post that stores exactly the announced bytes under exactly this key: key, type, size and checksum are all
 * conditions of the policy, since a field without one is only a suggestion.
 */
export function presignPost(access: S3Access, target: PostTarget, at: string, livesSeconds: number): PresignedPost {
  const time = signingTime(at);
  const expiresAt = new Date(Date.parse(at) + livesSeconds * 1_000).toISOString();
  const fields = {
    key: target.key,
    'Content-Type': target.mediaType,
    'x-amz-checksum-algorithm': 'SHA256',
    'x-amz-checksum-sha256': target.sha256,
    'X-Amz-Algorithm': ALGORITHM,
    'X-Amz-Credential': `${access.accessKeyId}/${credentialScope(access, time)}`,
    'X-Amz-Date': time.timestamp,
    ...(access.sessionToken !== undefined && { 'X-Amz-Security-Token': access.sessionToken }),
  };
  const conditions = [
    { bucket: target.bucket },
    ['content-length-range', target.sizeBytes, target.sizeBytes],
    ...Object.entries(fields).map(([name, value]) => ({ [name]: value })),
  ];
  const policy = Buffer.from(JSON.stringify({ expiration: expiresAt, conditions })).toString('base64');
  return {
    url: objectUrl(access, target.bucket).href,
    fields: { ...fields, Policy: policy, 'X-Amz-Signature': signText(access, time, policy) },
    expiresAt,
  };
}

export interface GetTarget {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
  /** What the store answers as `Content-Disposition` and `Content-Type`. */
  readonly disposition: string;
  readonly mediaType: string;
}

/** A link to one version of an object. */
export function presignGet(access: S3Access, target: GetTarget, at: string, livesSeconds: number): string {
  const time = signingTime(at);
  const url = objectUrl(access, target.bucket, target.key);
  const parameters = {
    'response-content-disposition': target.disposition,
    'response-content-type': target.mediaType,
    versionId: target.versionId,
    'X-Amz-Algorithm': ALGORITHM,
    'X-Amz-Credential': `${access.accessKeyId}/${credentialScope(access, time)}`,
    'X-Amz-Date': time.timestamp,
    'X-Amz-Expires': String(livesSeconds),
    'X-Amz-SignedHeaders': 'host',
    ...(access.sessionToken !== undefined && { 'X-Amz-Security-Token': access.sessionToken }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  const request = { method: 'GET', url, headers: { host: url.host }, payloadHash: UNSIGNED_PAYLOAD };
  const signature = signRequest(access, time, request);
  return `${url.origin}${url.pathname}?${canonicalQuery(url.searchParams)}&X-Amz-Signature=${signature}`;
}
