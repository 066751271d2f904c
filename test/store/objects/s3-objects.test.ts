import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createObjects } from '../../../local/objects/objects.ts';
import { ACCESS_KEY_ID, SECRET_ACCESS_KEY } from '../../../local/place.ts';
import { type PresignedPost, presignGet, presignPost } from '../../../shared/store/objects/presign.ts';
import { objectUrl, s3Access } from '../../../shared/store/objects/s3-access.ts';
import { s3Objects } from '../../../shared/store/objects/s3-objects.ts';
import { resource, serveWire, standIn } from '../../local/objects/engine-stand-in.ts';

const engine = standIn({
  resources: [resource('AWS::S3::Bucket', 'documents', { VersioningConfiguration: { Status: 'Enabled' } })],
});
let server: Awaited<ReturnType<typeof serveWire>>;
beforeAll(async () => {
  server = await serveWire(createObjects(engine.context).wire);
});
afterAll(() => server.close());

const now = () => new Date(engine.context.clock.now()).toISOString();
const access = (overrides: Record<string, string> = {}) =>
  s3Access({
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY: SECRET_ACCESS_KEY,
    AWS_ENDPOINT_URL: server.url,
    ...overrides,
  });
const store = () => s3Objects({ access: access(), bucket: 'documents', now, fetch });
const bytes = (text: string) => new TextEncoder().encode(text);
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');

test('what is put can be read, newest or by version, under any key', async () => {
  const key = "documents/2026 (1)/it's+a key ä.pdf";
  await store().put(key, bytes('one'), 'application/pdf');
  const first = await store().get(key);
  await store().put(key, bytes('two'), 'application/pdf');
  expect(Buffer.from((await store().get(key))?.bytes ?? []).toString()).toBe('two');
  expect(Buffer.from((await store().get(key, first?.versionId))?.bytes ?? []).toString()).toBe('one');
  expect(await store().get('documents/none')).toBeUndefined();
});

test('what is put as new does not take the place of what is there', async () => {
  await store().putNew('new', bytes('one'), 'application/pdf');
  await store().putNew('new', bytes('two'), 'application/pdf');
  expect(Buffer.from((await store().get('new'))?.bytes ?? []).toString()).toBe('one');
  expect((await store().versions('new', undefined)).objects).toHaveLength(1);
});

test('versions and objects are listed with their keys as they are', async () => {
  const key = 'listed/a & b+c ü.pdf';
  await store().put(key, bytes('one'), 'application/pdf');
  await store().put(key, bytes('second'), 'application/pdf');
  const versions = await store().versions('listed/', undefined);
  expect(versions.objects.map((one) => [one.key, one.sizeBytes])).toEqual([
    [key, 6],
    [key, 3],
  ]);
  expect(versions.cursor).toBeUndefined();
  const objects = await store().list('listed/', undefined);
  expect(objects.objects).toEqual([{ key, sizeBytes: 6, modifiedAt: now() }]);
});

test('long lists come in pages', async () => {
  await Promise.all(
    Array.from({ length: 1_001 }, (_, index) => store().put(`many/${index}`, bytes('x'), 'text/plain')),
  );
  for (const list of [store().list, store().versions] as const) {
    const first = await list('many/', undefined);
    const second = await list('many/', first.cursor);
    expect([first.objects.length, second.objects.length, second.cursor]).toEqual([1_000, 1, undefined]);
  }
});

test('a version can be tagged', async () => {
  await store().put('tagged', bytes('one'), 'text/plain');
  const { versionId = '' } = (await store().get('tagged')) ?? {};
  await store().tag('tagged', versionId, 'scan', 'clean');
  const reply = await fetch(presignGet(access(), { ...GET, key: 'tagged', versionId }, now(), 60));
  expect(reply.headers.get('x-amz-tagging-count')).toBe('1');
});

test('a wrong key of signing is refused and named as such', async () => {
  const wrong = s3Objects({
    access: access({ AWS_SECRET_ACCESS_KEY: 'wrong' }),
    bucket: 'documents',
    now,
    fetch,
  });
  await expect(wrong.put('x', bytes('x'), 'text/plain')).rejects.toThrow('PUT of an object was answered with 403');
});

const GET = { bucket: 'documents', key: '', versionId: '', disposition: 'attachment', mediaType: 'application/pdf' };
const POST = { bucket: 'documents', mediaType: 'application/pdf' };

async function upload(post: PresignedPost, text: string, overrides: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...post.fields, ...overrides })) form.set(name, value);
  form.set('file', new Blob([text]));
  return (await fetch(post.url, { method: 'POST', body: form })).status;
}

test('a signed post takes exactly what was announced, and nothing else', async () => {
  const post = presignPost(access(), { ...POST, key: 'up/1', sizeBytes: 5, sha256: sha256('hello') }, now(), 900);
  expect(post.expiresAt).toBe('2026-03-02T12:15:00.000Z');
  expect(await upload(post, 'hello')).toBe(204);
  expect(await upload(post, 'hello!')).toBe(400);
  expect(await upload(post, 'hallo')).toBe(400);
  expect(await upload(post, 'hello', { key: 'up/2' })).toBe(403);
  expect(await upload(post, 'hello', { 'Content-Type': 'text/html' })).toBe(403);
  expect(await upload(post, 'hello', { 'x-amz-checksum-sha256': sha256('hallo') })).toBe(403);
  expect(Buffer.from((await store().get('up/1'))?.bytes ?? []).toString()).toBe('hello');
});

test('a link gives one version as an attachment until it expires, and cannot be bent', async () => {
  await store().put('down', bytes('first'), 'text/html');
  const { versionId = '' } = (await store().get('down')) ?? {};
  await store().put('down', bytes('second'), 'text/html');
  const disposition = "attachment; filename*=UTF-8''report.pdf";
  const link = presignGet(access(), { ...GET, key: 'down', versionId, disposition }, now(), 300);
  const reply = await fetch(link);
  expect([reply.status, await reply.text()]).toEqual([200, 'first']);
  expect(reply.headers.get('content-type')).toBe('application/pdf');
  expect(reply.headers.get('content-disposition')).toBe(disposition);
  expect((await fetch(link.replace('report.pdf', 'other.pdf'))).status).toBe(403);
  engine.advance(301_000);
  expect((await fetch(link)).status).toBe(403);
});

test('without an endpoint, objects are at the host of their bucket', () => {
  const own = s3Access({ AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' });
  expect(objectUrl(own, 'docs', 'a b/c').href).toBe('https://docs.s3.eu-west-1.amazonaws.com/a%20b/c');
  expect(() => s3Access({ AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'a' })).toThrow(
    'AWS_SECRET_ACCESS_KEY is not set',
  );
});

test('a session token is part of every signature', () => {
  const own = s3Access({
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 'b',
    AWS_SESSION_TOKEN: 'session',
  });
  const post = presignPost(own, { ...POST, key: 'k', sizeBytes: 1, sha256: 'x' }, '2026-03-02T12:00:00.000Z', 60);
  expect(post.fields['X-Amz-Security-Token']).toBe('session');
  const policy = JSON.parse(Buffer.from(post.fields['Policy'] ?? '', 'base64').toString());
  expect(policy.conditions).toContainEqual({ 'X-Amz-Security-Token': 'session' });
  expect(policy.conditions).toContainEqual(['content-length-range', 1, 1]);
  expect(presignGet(own, { ...GET, key: 'k' }, '2026-03-02T12:00:00.000Z', 60)).toContain(
    'X-Amz-Security-Token=session',
  );
});
