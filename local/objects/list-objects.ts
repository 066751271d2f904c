import type { WireReply } from '../parts.ts';
import type { Bucket } from './bucket.ts';
import type { ObjectStore } from './object-store.ts';
import { invalidArgument, noSuchVersion, notImplemented } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';
import type { ObjectVersion } from './version-table.ts';
import { xmlDocument } from './xml.ts';

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
const afterAll = '\u{10ffff}';

interface Page {
  readonly objects: readonly ObjectVersion[];
  readonly commonPrefixes: readonly string[];
  /** Where the next page starts; undefined at the end. */
  readonly next: string | undefined;
}

function readMaxKeys(request: S3Request): number {
  const asked = Number(request.params.get('max-keys') ?? 1000);
  if (!Number.isInteger(asked) || asked < 0)
    throw invalidArgument('Provided max-keys not an integer or within integer range');
  return Math.min(asked, 1000);
}

function groupOf(key: string, prefix: string, delimiter: string): string | undefined {
  const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}

/** One page in key order; keys that share a part up to the delimiter count once. */
function listPage(
  store: ObjectStore,
  bucket: string,
  prefix: string,
  delimiter: string,
  start: string,
  max: number,
): Page {
  const objects: ObjectVersion[] = [];
  const commonPrefixes: string[] = [];
  let after = start;
  for (;;) {
    const found = store.versions.listCurrent(bucket, prefix, after, max + 1);
    let jumped = false;
    for (const version of found) {
      if (objects.length + commonPrefixes.length >= max) return { objects, commonPrefixes, next: after };
      const group = groupOf(version.key, prefix, delimiter);
      if (group === undefined) objects.push(version);
      else commonPrefixes.push(group);
      after = group === undefined ? version.key : group + afterAll;
      jumped = group !== undefined;
      if (jumped) break;
    }
    if (!jumped && found.length <= max) return { objects, commonPrefixes, next: undefined };
  }
}

const encoder = (request: S3Request) =>
  request.params.get('encoding-type') === 'url'
    ? (text: string) => encodeURIComponent(text).replaceAll('%2F', '/')
    : (text: string) => text;

const optional = (text: string | undefined, encode: (text: string) => string) =>
  text === undefined ? undefined : encode(text);

/** ListObjectsV2 with prefix, delimiter, start-after and continuation. */
export function listObjects(store: ObjectStore, bucket: Bucket, request: S3Request): WireReply {
  const { params } = request;
  const [prefix, delimiter, max] = [params.get('prefix') ?? '', params.get('delimiter') ?? '', readMaxKeys(request)];
  const token = params.get('continuation-token');
  const start = token === undefined ? (params.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString();
  const page: Page =
    max === 0
      ? { objects: [], commonPrefixes: [], next: undefined }
      : listPage(store, bucket.name, prefix, delimiter, start, max);
  const encode = encoder(request);
  const body = xmlDocument(
    'ListBucketResult',
    {
      Name: bucket.name,
      Prefix: encode(prefix),
      Delimiter: optional(params.get('delimiter'), encode),
      MaxKeys: max,
      EncodingType: params.get('encoding-type'),
      KeyCount: page.objects.length + page.commonPrefixes.length,
      IsTruncated: String(page.next !== undefined),
      ContinuationToken: token,
      NextContinuationToken: page.next === undefined ? undefined : Buffer.from(page.next).toString('base64url'),
      StartAfter: optional(params.get('start-after'), encode),
      Contents: page.objects.map((version) => ({ Key: encode(version.key), ...summary(version) })),
      CommonPrefixes: page.commonPrefixes.map((Prefix) => ({ Prefix: encode(Prefix) })),
    },
    namespace,
  );
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

const summary = (version: ObjectVersion) => ({
  LastModified: new Date(version.storedAt).toISOString(),
  ETag: `"${version.etag}"`,
  Size: version.sizeBytes,
  StorageClass: 'STANDARD',
});

/** ListObjectVersions: by key, newest first, delete markers included. Throws NotImplemented for a delimiter. */
export function listVersions(store: ObjectStore, bucket: Bucket, request: S3Request): WireReply {
  const { params } = request;
  if (params.get('delimiter'))
    throw notImplemented('A delimiter of ListObjectVersions is not implemented by the local object store.');
  const [prefix, keyMarker, max] = [params.get('prefix') ?? '', params.get('key-marker') ?? '', readMaxKeys(request)];
  const versionMarker = params.get('version-id-marker');
  const marker = versionMarker === undefined ? undefined : store.versions.byId(bucket.name, keyMarker, versionMarker);
  if (versionMarker !== undefined && !marker) throw noSuchVersion();
  const found = store.versions.listVersions(bucket.name, prefix, keyMarker, marker?.seq ?? 0, max + 1);
  const shown = found.slice(0, max);
  const last = found.length > max ? shown.at(-1)?.version : undefined;
  const encode = encoder(request);
  const entry = ({ version, latest }: (typeof found)[number]) => ({
    Key: encode(version.key),
    VersionId: version.versionId,
    IsLatest: String(latest),
    ...(version.deleteMarker ? { LastModified: summary(version).LastModified } : summary(version)),
  });
  const body = xmlDocument(
    'ListVersionsResult',
    {
      Name: bucket.name,
      Prefix: encode(prefix),
      KeyMarker: encode(keyMarker),
      VersionIdMarker: versionMarker,
      MaxKeys: max,
      EncodingType: params.get('encoding-type'),
      IsTruncated: String(last !== undefined),
      NextKeyMarker: last && encode(last.key),
      NextVersionIdMarker: last?.versionId,
      Version: shown.filter(({ version }) => !version.deleteMarker).map(entry),
      DeleteMarker: shown.filter(({ version }) => version.deleteMarker).map(entry),
    },
    namespace,
  );
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}
