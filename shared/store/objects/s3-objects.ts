import { createHash } from 'node:crypto';
import { parseObjects, parseVersions } from './list-xml.ts';
import type { ObjectStore } from './object-store.ts';
import { type S3Call, type S3Client, signedCall } from './signed-call.ts';

/** S3 said no. The status is the reason; the key is not named, because it leads to a case. */
export class ObjectStoreFailed extends Error {
  override readonly name = 'ObjectStoreFailed';
  constructor(method: string, status: number) {
    super(`${method} of an object was answered with ${status}`);
  }
}

/** The objects of a bucket, over signed HTTP calls. */
export function s3Objects(client: S3Client): ObjectStore {
  const demand = async (call: S3Call): Promise<Response> => {
    const reply = await signedCall(client, call);
    if (!reply.ok) throw new ObjectStoreFailed(call.method, reply.status);
    return reply;
  };
  return {
    get: async (key, versionId) => {
      const version = versionId !== undefined && { query: { versionId } };
      const reply = await signedCall(client, { method: 'GET', key, ...version });
      if (reply.status === 404) return undefined;
      if (!reply.ok) throw new ObjectStoreFailed('GET', reply.status);
      const bytes = new Uint8Array(await reply.arrayBuffer());
      return { bytes, versionId: reply.headers.get('x-amz-version-id') ?? undefined };
    },
    put: async (key, bytes, mediaType) => {
      await demand({ method: 'PUT', key, body: new Uint8Array(bytes), headers: { 'content-type': mediaType } });
    },
    putNew: async (key, bytes, mediaType) => {
      const headers = { 'content-type': mediaType, 'if-none-match': '*' };
      const reply = await signedCall(client, { method: 'PUT', key, body: new Uint8Array(bytes), headers });
      if (!reply.ok && reply.status !== PRECONDITION_FAILED) throw new ObjectStoreFailed('PUT', reply.status);
    },
    tag: async (key, versionId, name, value) => {
      const body = new TextEncoder().encode(tagging(name, value));
      const md5 = createHash('md5').update(body).digest('base64');
      await demand({ method: 'PUT', key, query: { tagging: '', versionId }, body, headers: { 'content-md5': md5 } });
    },
    list: async (prefix, cursor) => {
      const query = { ...LIST, 'list-type': '2', prefix, ...(cursor && { 'continuation-token': cursor }) };
      return parseObjects(await (await demand({ method: 'GET', query })).text());
    },
    versions: async (prefix, cursor) => {
      const query = { ...LIST, versions: '', prefix, ...markers(cursor) };
      return parseVersions(await (await demand({ method: 'GET', query })).text());
    },
  };
}

const PRECONDITION_FAILED = 412;

const LIST = { 'encoding-type': 'url' };

/** Names and values of ours need no escaping. */
const tagging = (name: string, value: string): string =>
  `<Tagging xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><TagSet><Tag><Key>${name}</Key><Value>${value}</Value></Tag></TagSet></Tagging>`;

/** The cursor is `<key>\n<version id>`: no key of ours has a line break. */
function markers(cursor: string | undefined): Record<string, string> {
  const [key, versionId] = cursor?.split('\n') ?? [];
  return {
    ...(key !== undefined && { 'key-marker': key }),
    ...(versionId && { 'version-id-marker': versionId }),
  };
}
