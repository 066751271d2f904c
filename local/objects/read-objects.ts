import type { WireReply } from '../parts.ts';
import type { Bucket } from './bucket.ts';
import { checksumHeaders } from './checksums.ts';
import { describeObject, toTags, versionHeaders } from './object-headers.ts';
import type { ObjectStore } from './object-store.ts';
import { noSuchKey, noSuchVersion, S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';
import type { ObjectVersion } from './version-table.ts';
import { innerXml, textOf, xmlDocument } from './xml.ts';

/** The asked version, else the current one. Throws NoSuchKey, NoSuchVersion, or MethodNotAllowed for a delete marker. */
export function findVersion(
  store: ObjectStore,
  bucket: Bucket,
  key: string,
  versionId: string | undefined,
): ObjectVersion {
  if (versionId === undefined) {
    const current = store.versions.current(bucket.name, key);
    if (!current) throw noSuchKey();
    if (current.deleteMarker) throw noSuchKey({ 'x-amz-delete-marker': 'true', ...versionHeaders(current) });
    return current;
  }
  const version = store.versions.byId(bucket.name, key, versionId);
  if (!version) throw noSuchVersion();
  if (version.deleteMarker)
    throw new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.', {
      'x-amz-delete-marker': 'true',
    });
  return version;
}

/** A `Range` header as first byte and length; undefined means the whole object. Throws InvalidRange. */
function readRange(text: string | undefined, sizeBytes: number): { start: number; length: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(text ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const start = match[1] === '' ? Math.max(0, sizeBytes - Number(match[2])) : Number(match[1]);
  const end = match[1] === '' || match[2] === '' ? sizeBytes - 1 : Math.min(Number(match[2]), sizeBytes - 1);
  if (start > end)
    throw new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable', {
      'content-range': `bytes */${sizeBytes}`,
    });
  return { start, length: end - start + 1 };
}

/** `response-content-disposition=…` and kin of a presigned link replace the stored headers. */
function overrides(params: ReadonlyMap<string, string>): Record<string, string> {
  const wanted = [...params].filter(([name]) => /^response-(cache-control|content-.+|expires)$/.test(name));
  return Object.fromEntries(wanted.map(([name, value]) => [name.slice('response-'.length), value]));
}

function unchanged(request: S3Request, version: ObjectVersion): boolean {
  const etag = `"${version.etag}"`;
  const mustMatch = request.headers['if-match'];
  if (mustMatch !== undefined && mustMatch !== '*' && mustMatch !== etag)
    throw new S3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
  return request.headers['if-none-match'] === etag;
}

/** GetObject and HeadObject: versions, ranges, conditions and overridden headers. */
export async function readObject(store: ObjectStore, bucket: Bucket, request: S3Request): Promise<WireReply> {
  const version = findVersion(store, bucket, request.key, request.params.get('versionId'));
  const described = { ...describeObject(version), ...overrides(request.params) };
  if (unchanged(request, version)) return { status: 304, headers: described };
  const range = readRange(request.headers['range'], version.sizeBytes);
  const checksums =
    request.headers['x-amz-checksum-mode'] === 'ENABLED' && !range ? checksumHeaders(version.checksums) : {};
  const length = range?.length ?? version.sizeBytes;
  const headers: Record<string, string> = { ...described, ...checksums, 'content-length': String(length) };
  if (range) headers['content-range'] = `bytes ${range.start}-${range.start + range.length - 1}/${version.sizeBytes}`;
  const status = range ? 206 : 200;
  if (request.method === 'HEAD') return { status, headers };
  const { files } = store;
  const body = range ? files.readRange(version.file, range.start, range.length) : files.read(version.file);
  return { status, headers, body: await body };
}

/** GetObjectTagging. */
export function getTagging(store: ObjectStore, bucket: Bucket, request: S3Request): WireReply {
  const version = findVersion(store, bucket, request.key, request.params.get('versionId'));
  const Tag = Object.entries(version.tags).map(([Key, Value]) => ({ Key, Value }));
  const body = xmlDocument('Tagging', { TagSet: { Tag } });
  return { status: 200, headers: { 'content-type': 'application/xml', ...versionHeaders(version) }, body };
}

/** PutObjectTagging: replaces all tags of a version. */
export function putTagging(store: ObjectStore, bucket: Bucket, request: S3Request): WireReply {
  const version = findVersion(store, bucket, request.key, request.params.get('versionId'));
  const pairs = innerXml(request.body.toString(), 'Tag').map((tag) => {
    const [name, value] = [textOf(tag, 'Key'), textOf(tag, 'Value')];
    if (name === undefined || value === undefined)
      throw new S3Error(400, 'MalformedXML', 'The XML you provided was not well-formed');
    return [name, value] as const;
  });
  store.setTags(bucket, version, toTags(pairs));
  return { status: 200, headers: versionHeaders(version) };
}
