import { randomBytes } from 'node:crypto';
import type { EngineContext, EnginePart, WireReply, WireRequest, WireService } from '../parts.ts';
import { type Bucket, readBuckets } from './bucket.ts';
import { corsHeaders } from './cors.ts';
import { storedHeaders } from './object-headers.ts';
import { ObjectStore } from './object-store.ts';
import { routeRequest } from './route-request.ts';
import { accessDenied, errorReply, S3Error } from './s3-error.ts';
import { readRequest } from './s3-request.ts';

/** The object store, spoken to as S3 (path style) or directly by other parts of the engine. */
export interface Objects extends EnginePart {
  readonly wire: WireService;
  /** Stores bytes as AWS itself would (SES receipts); resolves when they are safe on disk. Throws for unknown buckets. */
  put(bucketName: string, key: string, bytes: Buffer, contentType?: string): Promise<void>;
  /** The current bytes of a key; undefined when there are none. */
  get(bucketName: string, key: string): Promise<Buffer | undefined>;
}

function preflight(bucket: Bucket | undefined, request: WireRequest): WireReply {
  const method = request.headers['access-control-request-method'] ?? '';
  const headers = corsHeaders(bucket?.cors ?? [], method, request.headers);
  if (!headers) throw accessDenied('CORSResponse: This CORS request is not allowed.');
  return { status: 200, headers };
}

/** Opens the buckets of the template on `<data>/objects/` and `engine.db`. */
export function createObjects(context: EngineContext): Objects {
  const buckets = readBuckets(context);
  const store = new ObjectStore(context);

  async function answer(request: WireRequest): Promise<WireReply> {
    const read = readRequest(request);
    const bucket = buckets.get(read.bucket);
    if (request.method === 'OPTIONS') return preflight(bucket, request);
    const reply = await settle(() => routeRequest(context, store, buckets, read, request.headers), request.method);
    const origin = request.headers['origin'];
    const cors = origin === undefined ? undefined : corsHeaders(bucket?.cors ?? [], request.method, request.headers);
    return { ...reply, headers: { ...cors, ...reply.headers } };
  }

  async function settle(work: () => Promise<WireReply> | WireReply, method: string): Promise<WireReply> {
    const requestId = randomBytes(8).toString('hex').toUpperCase();
    const date = new Date(context.clock.now()).toUTCString();
    try {
      const reply = await work();
      return { ...reply, headers: { 'x-amz-request-id': requestId, date, ...reply.headers } };
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      const reply = errorReply(error, method, requestId);
      return { ...reply, headers: { date, ...reply.headers } };
    }
  }

  function known(name: string): Bucket {
    const bucket = buckets.get(name);
    if (!bucket) throw new Error(`The template has no bucket ${name}.`);
    return bucket;
  }

  return {
    wire: (request) => settle(() => answer(request), request.method),
    async put(bucketName, key, bytes, contentType) {
      const headers = storedHeaders(contentType === undefined ? {} : { 'content-type': contentType });
      await store.put(known(bucketName), { key, bytes, headers, reason: 'PutObject' });
    },
    async get(bucketName, key) {
      const current = store.versions.current(known(bucketName).name, key);
      return current && !current.deleteMarker ? store.files.read(current.file) : undefined;
    },
    nextDueAt: () => undefined,
    runDue: () => undefined,
    busy: () => store.writing,
    close: () => undefined,
  };
}
