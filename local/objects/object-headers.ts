import { checksumHeaders } from './checksums.ts';
import { invalidArgument, notImplemented, S3Error } from './s3-error.ts';
import type { ObjectVersion } from './version-table.ts';

const kept = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

/** Amazon headers that may come with a write. `security-token` and encryption change nothing here. */
const understood = new RegExp(
  `^x-amz-(${[
    'content-sha256|date|security-token|user-agent|decoded-content-length|trailer|tagging|storage-class',
    'checksum-.+|sdk-checksum-algorithm|meta-.+|copy-source|metadata-directive|tagging-directive',
    'server-side-encryption(-.+)?|expected-bucket-owner|algorithm|credential|signature',
  ].join('|')})$`,
);

/** Throws NotImplemented for an Amazon header whose meaning would be lost. */
export function refuseUnknownHeaders(headers: Readonly<Record<string, string>>): void {
  const unknown = Object.keys(headers).find((name) => name.startsWith('x-amz-') && !understood.test(name));
  if (unknown !== undefined) throw notImplemented(`${unknown} is not implemented by the local object store.`);
}

/** The headers stored with an object, from request headers or form fields (lower-case names). */
export function storedHeaders(fields: Readonly<Record<string, string>>): Record<string, string> {
  const wanted = Object.entries(fields).filter(([name]) => kept.includes(name) || name.startsWith('x-amz-meta-'));
  const headers = Object.fromEntries(wanted);
  const encoding = (headers['content-encoding'] ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '' && one !== 'aws-chunked');
  delete headers['content-encoding'];
  if (encoding.length > 0) headers['content-encoding'] = encoding.join(',');
  return { 'content-type': 'binary/octet-stream', ...headers };
}

/** Tags from a header in query form. Throws InvalidArgument for a repeated key or too many tags. */
export function readTagging(text: string | undefined): Record<string, string> {
  const pairs = [...new URLSearchParams(text ?? '')];
  return toTags(pairs);
}

/** Tags from pairs, within the limits of S3 (10 tags, 128 and 256 characters). */
export function toTags(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  const tags = Object.fromEntries(pairs);
  if (Object.keys(tags).length !== pairs.length)
    throw invalidArgument('Cannot provide multiple Tags with the same key');
  if (pairs.length > 10) throw new S3Error(400, 'BadRequest', 'Object tags cannot be greater than 10');
  if (pairs.some(([name, value]) => name === '' || name.length > 128 || value.length > 256))
    throw new S3Error(400, 'InvalidTag', 'The TagKey or TagValue you have provided is invalid');
  return tags;
}

/** Version headers; none in a bucket without versioning. */
export function versionHeaders(version: ObjectVersion): Record<string, string> {
  return version.versionId === 'null' ? {} : { 'x-amz-version-id': version.versionId };
}

/** Every header that describes the whole object. */
export function describeObject(version: ObjectVersion): Record<string, string> {
  const tagCount = Object.keys(version.tags).length;
  return {
    ...version.headers,
    ...versionHeaders(version),
    ...(tagCount === 0 ? {} : { 'x-amz-tagging-count': String(tagCount) }),
    'accept-ranges': 'bytes',
    'last-modified': new Date(version.storedAt).toUTCString(),
    etag: `"${version.etag}"`,
  };
}

/** What a write answers: the entity tag, the version and the checksums it verified. */
export function describeWrite(version: ObjectVersion): Record<string, string> {
  return { etag: `"${version.etag}"`, ...versionHeaders(version), ...checksumHeaders(version.checksums) };
}
