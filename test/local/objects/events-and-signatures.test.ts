import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createObjects, type Objects } from '../../../local/objects/objects.ts';
import { ACCESS_KEY_ID, SECRET_ACCESS_KEY } from '../../../local/place.ts';
import { resource, type StandIn, serveWire, standIn } from './engine-stand-in.ts';

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
describe('events and crashes', () => {
  it('tells the default bus of what a notifying bucket stores, with key, size and version', async () => {
    const { VersionId } = await put('a b', 'hello');
    await put('quiet', '1', 'plain');
    expect(engine.events).toHaveLength(1);
    expect(engine.events[0]).toMatchObject({
      source: 'aws.s3',
      detailType: 'Object Created',
      resources: ['arn:aws:s3:::documents'],
      detail: {
        version: '0',
        bucket: { name: 'documents' },
        object: { key: 'a b', size: 5, etag: '5d41402abc4b2a76b9719d911017c592', 'version-id': VersionId },
        reason: 'PutObject',
      },
    });
  });

  it('stores neither object nor event when the bus cannot take the event', async () => {
    const failing = standIn({
      resources,
      onEmit: () => {
        throw new Error('the bus is gone');
      },
    });
    const store = createObjects(failing.context);
    await expect(store.put('documents', 'k', Buffer.from('x'))).rejects.toThrow('the bus is gone');
    expect(await store.get('documents', 'k')).toBeUndefined();
    const files = readdirSync(join(failing.context.dataDir, 'objects'), { recursive: true });
    expect(files.filter((name) => String(name).includes('-'))).toEqual([]);
  });

  it('finds every object again after a restart and drops what was half written', async () => {
    await put('k', 'kept');
    const unfinished = join(engine.context.dataDir, 'objects', 'unfinished');
    writeFileSync(join(unfinished, 'half'), 'ha');
    const reopened = createObjects(engine.restarted().context);
    expect((await reopened.get('documents', 'k'))?.toString()).toBe('kept');
    expect(readdirSync(unfinished)).toEqual([]);
  });
});

describe('signatures', () => {
  it('refuses a signature made with another secret, a wrong clock and no signature at all', async () => {
    const key = { Bucket: 'documents', Key: 'k' };
    await expect(clientWith('another').send(new GetObjectCommand(key))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    });
    expect((await fetch(`${server.url}/documents/k`)).status).toBe(403);
    engine.advance(16 * 60_000);
    await expect(s3.send(new GetObjectCommand(key))).rejects.toMatchObject({ name: 'RequestTimeTooSkewed' });
  });

  it('refuses a template with a property that the store would not honour', () => {
    const locked = resource('AWS::S3::Bucket', 'locked', { ObjectLockEnabled: true });
    expect(() => createObjects(standIn({ resources: [locked] }).context)).toThrow('ObjectLockEnabled');
  });
});
