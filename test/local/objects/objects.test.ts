import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createObjects, type Objects } from '../../../local/objects/objects.ts';
import { ACCESS_KEY_ID, SECRET_ACCESS_KEY } from '../../../local/place.ts';
import { noon, resource, type StandIn, serveWire, standIn } from './engine-stand-in.ts';

const resources = [
  resource('AWS::S3::Bucket', 'documents', {
    VersioningConfiguration: { Status: 'Enabled' },
    NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
  }),
  resource('AWS::S3::Bucket', 'plain'),
];

let engine: StandIn;
let objects: Objects;
let server: Awaited<ReturnType<typeof serveWire>>;

/** A client whose clock is the engine's, as in the workers. */
const clientWith = (secretAccessKey: string) =>
  new S3Client({
    endpoint: server.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: ACCESS_KEY_ID, secretAccessKey },
    systemClockOffset: engine.context.clock.now() - Date.now(),
    maxAttempts: 1,
  });

let s3: S3Client;

beforeEach(async () => {
  engine = standIn({ resources });
  objects = createObjects(engine.context);
  server = await serveWire(objects.wire);
  s3 = clientWith(SECRET_ACCESS_KEY);
});

afterEach(() => server.close());

const put = (Key: string, Body: string, Bucket = 'documents') => s3.send(new PutObjectCommand({ Bucket, Key, Body }));
const read = async (Key: string, VersionId?: string, Bucket = 'documents') => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, ...(VersionId ? { VersionId } : {}) }));
  return Body!.transformToString();
};

describe('putting and getting', () => {
  it('gives back the bytes, the type and the metadata', async () => {
    const Metadata = { origin: 'portal' };
    await s3.send(
      new PutObjectCommand({
        Bucket: 'documents',
        Key: 'a/é 1.txt',
        Body: 'hello',
        ContentType: 'text/plain',
        Metadata,
      }),
    );
    const got = await s3.send(new GetObjectCommand({ Bucket: 'documents', Key: 'a/é 1.txt' }));
    expect(await got.Body!.transformToString()).toBe('hello');
    expect(got).toMatchObject({
      ContentType: 'text/plain',
      ContentLength: 5,
      ETag: '"5d41402abc4b2a76b9719d911017c592"',
      Metadata,
    });
    expect(got.LastModified).toEqual(new Date(noon));
  });

  it('stores a streamed body without the framing of its chunks', async () => {
    const Body = Readable.from([Buffer.alloc(70_000, 'a'), Buffer.alloc(70_000, 'b')]);
    await s3.send(new PutObjectCommand({ Bucket: 'documents', Key: 'stream', Body, ContentLength: 140_000 }));
    const text = await read('stream');
    expect(text).toBe('a'.repeat(70_000) + 'b'.repeat(70_000));
    const head = await s3.send(new HeadObjectCommand({ Bucket: 'documents', Key: 'stream' }));
    expect(head.ContentLength).toBe(140_000);
    expect(head.ContentEncoding).toBeUndefined();
  });

  it('answers a range, the end of an object and an impossible range', async () => {
    await put('digits', '0123456789');
    const range = async (Range: string) => {
      const got = await s3.send(new GetObjectCommand({ Bucket: 'documents', Key: 'digits', Range }));
      return [await got.Body!.transformToString(), got.ContentRange];
    };
    expect(await range('bytes=2-4')).toEqual(['234', 'bytes 2-4/10']);
    expect(await range('bytes=-3')).toEqual(['789', 'bytes 7-9/10']);
    await expect(range('bytes=10-12')).rejects.toMatchObject({ name: 'InvalidRange' });
  });

  it('refuses a checksum that is not that of the bytes', async () => {
    const wrong = Buffer.alloc(32).toString('base64');
    const command = new PutObjectCommand({ Bucket: 'documents', Key: 'x', Body: 'hello', ChecksumSHA256: wrong });
    await expect(s3.send(command)).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(read('x')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('refuses to replace an object when asked for one that is absent, and leaves no file behind', async () => {
    const once = () => s3.send(new PutObjectCommand({ Bucket: 'documents', Key: 'once', Body: '1', IfNoneMatch: '*' }));
    await once();
    const files = () =>
      readdirSync(join(engine.context.dataDir, 'objects'), { recursive: true }).filter((name) =>
        String(name).includes('-'),
      );
    expect(files()).toHaveLength(1);
    await expect(once()).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect(files()).toHaveLength(1);
  });

  it('says NoSuchKey, NoSuchBucket and NotImplemented by name', async () => {
    await expect(read('absent')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(read('k', undefined, 'other')).rejects.toMatchObject({ name: 'NoSuchBucket' });
    const acl = new PutObjectCommand({ Bucket: 'documents', Key: 'k', Body: 'x', ACL: 'public-read' });
    await expect(s3.send(acl)).rejects.toMatchObject({ name: 'NotImplemented' });
  });
});

describe('versions', () => {
  it('keeps every put of a versioned bucket, the newest being current', async () => {
    const first = await put('k', 'one');
    const second = await put('k', 'two');
    expect(await read('k')).toBe('two');
    expect(await read('k', first.VersionId)).toBe('one');
    expect(second.VersionId).not.toBe(first.VersionId);
  });

  it('hides a deleted object behind a marker and brings it back when the marker goes', async () => {
    await put('k', 'one');
    const marker = await s3.send(new DeleteObjectCommand({ Bucket: 'documents', Key: 'k' }));
    expect(marker.DeleteMarker).toBe(true);
    await expect(read('k')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await s3.send(new DeleteObjectCommand({ Bucket: 'documents', Key: 'k', VersionId: marker.VersionId! }));
    expect(await read('k')).toBe('one');
  });

  it('replaces the object of a bucket without versioning, and its file', async () => {
    expect((await put('k', 'one', 'plain')).VersionId).toBeUndefined();
    await put('k', 'two', 'plain');
    expect(await read('k', undefined, 'plain')).toBe('two');
    await s3.send(new DeleteObjectCommand({ Bucket: 'plain', Key: 'k' }));
    await expect(read('k', undefined, 'plain')).rejects.toMatchObject({ name: 'NoSuchKey' });
    const files = readdirSync(join(engine.context.dataDir, 'objects'), { recursive: true });
    expect(files.filter((name) => String(name).includes('-'))).toEqual([]);
  });

  it('lists versions and markers in pages, newest first', async () => {
    await put('a', '1');
    await put('a', '2');
    await s3.send(new DeleteObjectCommand({ Bucket: 'documents', Key: 'a' }));
    await put('b', '3');
    const list = (MaxKeys: number, KeyMarker?: string, VersionIdMarker?: string) =>
      s3.send(new ListObjectVersionsCommand({ Bucket: 'documents', MaxKeys, KeyMarker, VersionIdMarker }));
    const page = await list(2);
    expect(page.DeleteMarkers?.map(({ Key, IsLatest }) => [Key, IsLatest])).toEqual([['a', true]]);
    expect(page.Versions?.map(({ Key, IsLatest }) => [Key, IsLatest])).toEqual([['a', false]]);
    const rest = await list(2, page.NextKeyMarker, page.NextVersionIdMarker);
    expect(rest.Versions?.map(({ Key, IsLatest, Size }) => [Key, IsLatest, Size])).toEqual([
      ['a', false, 1],
      ['b', true, 1],
    ]);
    expect(rest.IsTruncated).toBe(false);
  });
});

describe('listing, tags and copies', () => {
  it('lists by prefix in pages and groups by delimiter', async () => {
    for (const key of ['a/1', 'a/2', 'a/b/3', 'a/b/4', 'c']) await put(key, 'x');
    const list = (input: object) => s3.send(new ListObjectsV2Command({ Bucket: 'documents', ...input }));
    const grouped = await list({ Prefix: 'a/', Delimiter: '/' });
    expect(grouped.Contents?.map(({ Key }) => Key)).toEqual(['a/1', 'a/2']);
    expect(grouped.CommonPrefixes).toEqual([{ Prefix: 'a/b/' }]);
    const first = await list({ MaxKeys: 3 });
    const second = await list({ MaxKeys: 3, ContinuationToken: first.NextContinuationToken });
    expect([...first.Contents!, ...second.Contents!].map(({ Key }) => Key)).toEqual([
      'a/1',
      'a/2',
      'a/b/3',
      'a/b/4',
      'c',
    ]);
    expect([first.IsTruncated, second.IsTruncated]).toEqual([true, false]);
    expect((await list({ StartAfter: 'a/b/4' })).Contents?.map(({ Key }) => Key)).toEqual(['c']);
  });

  it('keeps tags given with a put and replaces them later', async () => {
    await s3.send(new PutObjectCommand({ Bucket: 'documents', Key: 't', Body: 'x', Tagging: 'scan=pending&x=%261' }));
    const tags = async () => (await s3.send(new GetObjectTaggingCommand({ Bucket: 'documents', Key: 't' }))).TagSet;
    expect(await tags()).toEqual([
      { Key: 'scan', Value: 'pending' },
      { Key: 'x', Value: '&1' },
    ]);
    const TagSet = [{ Key: 'scan', Value: 'clean <1>' }];
    await s3.send(new PutObjectTaggingCommand({ Bucket: 'documents', Key: 't', Tagging: { TagSet } }));
    expect(await tags()).toEqual(TagSet);
  });

  it('copies a version with its metadata', async () => {
    const put1 = await s3.send(
      new PutObjectCommand({ Bucket: 'documents', Key: 'from é', Body: 'one', Metadata: { m: '1' } }),
    );
    await put('from é', 'two');
    const CopySource = `documents/${encodeURIComponent('from é')}?versionId=${put1.VersionId}`;
    await s3.send(new CopyObjectCommand({ Bucket: 'plain', Key: 'to', CopySource }));
    const got = await s3.send(new GetObjectCommand({ Bucket: 'plain', Key: 'to' }));
    expect([await got.Body!.transformToString(), got.Metadata]).toEqual(['one', { m: '1' }]);
  });
});
