import type { ListedObject, ListedVersion, ObjectPage } from './object-store.ts';

/** Reads the reply of ListObjectsV2 (`encoding-type=url`). @throws {Error} when it is not one */
export function parseObjects(xml: string): ObjectPage<ListedObject> {
  requireRoot(xml, 'ListBucketResult');
  return {
    objects: blocks(xml, 'Contents').map(object),
    cursor: ifMore(xml, () => need(xml, 'NextContinuationToken')),
  };
}

/** Reads the reply of ListObjectVersions (`encoding-type=url`). @throws {Error} when it is not one */
export function parseVersions(xml: string): ObjectPage<ListedVersion> {
  requireRoot(xml, 'ListVersionsResult');
  const objects = blocks(xml, 'Version').map((block) => ({ ...object(block), versionId: need(block, 'VersionId') }));
  const next = () => `${decode(need(xml, 'NextKeyMarker'))}\n${member(xml, 'NextVersionIdMarker') ?? ''}`;
  return { objects, cursor: ifMore(xml, next) };
}

const object = (block: string): ListedObject => ({
  key: decode(need(block, 'Key')),
  sizeBytes: Number(need(block, 'Size')),
  modifiedAt: need(block, 'LastModified'),
});

function requireRoot(xml: string, name: string): void {
  if (!xml.includes(`<${name}`)) throw new Error(`the reply of S3 is no ${name}`);
}

const ifMore = (xml: string, cursor: () => string): string | undefined =>
  member(xml, 'IsTruncated') === 'true' ? cursor() : undefined;

const blocks = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map(([, block = '']) => block);

const member = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];

function need(xml: string, name: string): string {
  const found = member(xml, name);
  if (found === undefined) throw new Error(`a list of S3 lacks ${name}`);
  return found;
}

/** Keys are URL-encoded, with a plus sign for a blank. */
const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));
