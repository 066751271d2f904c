import type { EngineContext, WireReply } from '../parts.ts';
import type { Bucket } from './bucket.ts';
import { listObjects, listVersions } from './list-objects.ts';
import type { ObjectStore } from './object-store.ts';
import { postObject } from './post-object.ts';
import { getTagging, putTagging, readObject } from './read-objects.ts';
import { notImplemented, S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';
import { verifySignature } from './verify-signature.ts';
import { copyObject, deleteObject, putObject } from './write-objects.ts';

/** Query names that select another operation than reading, writing or listing. */
const subresources =
  /^(acl|attributes|cors|delete|encryption|legal-hold|lifecycle|location|logging|notification|partNumber|policy|publicAccessBlock|renameObject|replication|restore|retention|select|session|tagging|torrent|uploadId|uploads|versioning|versions|website)$/;

type Operation = (
  store: ObjectStore,
  bucket: Bucket,
  request: S3Request,
  buckets: ReadonlyMap<string, Bucket>,
) => WireReply | Promise<WireReply>;

const operations: Readonly<Record<string, Operation>> = {
  'GET bucket': (store, bucket, request) => {
    if (request.params.get('list-type') !== '2')
      throw notImplemented('Of the lists only ListObjectsV2 is implemented locally.');
    return listObjects(store, bucket, request);
  },
  'GET bucket versions': listVersions,
  'HEAD bucket': () => ({ status: 200 }),
  'GET object': readObject,
  'HEAD object': readObject,
  'GET object tagging': getTagging,
  'PUT object tagging': putTagging,
  'PUT object': (store, bucket, request, buckets) =>
    request.headers['x-amz-copy-source'] === undefined
      ? putObject(store, bucket, request)
      : copyObject(store, buckets, bucket, request),
  'DELETE object': deleteObject,
};

/**
 * Checks who asks and runs the operation. Throws S3Error: NoSuchBucket, the refusals of signatures, and
 * NotImplemented for an operation that the local object store does not have.
 */
export async function routeRequest(
  context: EngineContext,
  store: ObjectStore,
  buckets: ReadonlyMap<string, Bucket>,
  request: S3Request,
  sentHeaders: Readonly<Record<string, string>>,
): Promise<WireReply> {
  const now = context.clock.now();
  const form = request.method === 'POST' && request.key === '' && request.query.length === 0;
  if (!form) verifySignature(request, sentHeaders, now);
  const bucket = buckets.get(request.bucket);
  if (!bucket) throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist');
  if (form) return postObject(store, bucket, request, context.awsUrl, now);
  const subresource = request.query.map(([name]) => name).filter((name) => subresources.test(name));
  const name = [request.method, request.key === '' ? 'bucket' : 'object', ...subresource].join(' ');
  const operation = operations[name];
  if (!operation) throw notImplemented(`${name} is not implemented by the local object store.`);
  return operation(store, bucket, request, buckets);
}
