import type { WireReply } from '../parts.ts';
import type { Bucket } from './bucket.ts';
import { verifyChecksums } from './checksums.ts';
import { describeWrite, readTagging, refuseUnknownHeaders, storedHeaders, versionHeaders } from './object-headers.ts';
import type { ObjectStore } from './object-store.ts';
import { readPayload } from './read-body.ts';
import { findVersion } from './read-objects.ts';
import { invalidRequest, noSuchVersion, notImplemented, S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';
import { xmlDocument } from './xml.ts';

const maxSinglePutBytes = 5 * 1024 ** 3;

function onlyIfAbsent(headers: Readonly<Record<string, string>>): boolean {
  if (headers['if-match'] !== undefined)
    throw notImplemented('If-Match on a write is not implemented by the local object store.');
  const condition = headers['if-none-match'];
  if (condition !== undefined && condition !== '*') throw notImplemented('If-None-Match on a write accepts only *.');
  return condition === '*';
}

/** PutObject: buffers, chunked bodies with trailers, and presigned puts. */
export async function putObject(store: ObjectStore, bucket: Bucket, request: S3Request): Promise<WireReply> {
  refuseUnknownHeaders(request.headers);
  const { bytes, headers } = readPayload(request.body, request.headers);
  if (bytes.length > maxSinglePutBytes)
    throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
  const version = await store.put(bucket, {
    key: request.key,
    bytes,
    checksums: verifyChecksums(headers, bytes),
    headers: storedHeaders(headers),
    tags: readTagging(headers['x-amz-tagging']),
    reason: 'PutObject',
    onlyIfAbsent: onlyIfAbsent(headers),
  });
  return { status: 200, headers: describeWrite(version) };
}

function readCopySource(text: string): { bucket: string; key: string; versionId: string | undefined } {
  const [path, query] = text.replace(/^\//, '').split('?');
  const slash = path!.indexOf('/');
  if (slash < 0) throw invalidRequest('x-amz-copy-source must name a bucket and a key.');
  return {
    bucket: decodeURIComponent(path!.slice(0, slash)),
    key: decodeURIComponent(path!.slice(slash + 1)),
    versionId: new URLSearchParams(query ?? '').get('versionId') ?? undefined,
  };
}

/** CopyObject within the store, metadata and tags copied or replaced. */
export async function copyObject(
  store: ObjectStore,
  buckets: ReadonlyMap<string, Bucket>,
  bucket: Bucket,
  request: S3Request,
): Promise<WireReply> {
  const { headers } = request;
  refuseUnknownHeaders(headers);
  const from = readCopySource(headers['x-amz-copy-source'] ?? '');
  const source = buckets.get(from.bucket);
  if (!source) throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist');
  const original = findVersion(store, source, from.key, from.versionId);
  const replaceMetadata = headers['x-amz-metadata-directive'] === 'REPLACE';
  const replaceTags = headers['x-amz-tagging-directive'] === 'REPLACE';
  const version = await store.put(bucket, {
    key: request.key,
    bytes: await store.files.read(original.file),
    checksums: original.checksums,
    headers: replaceMetadata ? storedHeaders(headers) : original.headers,
    tags: replaceTags ? readTagging(headers['x-amz-tagging']) : original.tags,
    reason: 'CopyObject',
    onlyIfAbsent: onlyIfAbsent(headers),
  });
  const copied: Record<string, string> =
    original.versionId === 'null' ? {} : { 'x-amz-copy-source-version-id': original.versionId };
  return {
    status: 200,
    headers: { 'content-type': 'application/xml', ...versionHeaders(version), ...copied },
    body: xmlDocument('CopyObjectResult', {
      ETag: `"${version.etag}"`,
      LastModified: new Date(version.storedAt).toISOString(),
    }),
  };
}

/** DeleteObject: a delete marker, or one version for good. Deleting what is not there succeeds, as in S3. */
export async function deleteObject(store: ObjectStore, bucket: Bucket, request: S3Request): Promise<WireReply> {
  const versionId = request.params.get('versionId');
  if (versionId === undefined && bucket.versioned) {
    const marker = store.mark(bucket, request.key);
    return { status: 204, headers: { 'x-amz-delete-marker': 'true', ...versionHeaders(marker) } };
  }
  const version = store.versions.byId(bucket.name, request.key, versionId ?? 'null');
  if (!version) {
    if (versionId !== undefined && versionId !== 'null') throw noSuchVersion();
    return { status: 204 };
  }
  await store.remove(bucket, version);
  const marker: Record<string, string> = version.deleteMarker ? { 'x-amz-delete-marker': 'true' } : {};
  return { status: 204, headers: { ...versionHeaders(version), ...marker } };
}
