import { createHash } from 'node:crypto';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createObjects } from '../../../local/objects/objects.ts';
import { ACCESS_KEY_ID, SECRET_ACCESS_KEY } from '../../../local/place.ts';
import { resource, type StandIn, serveWire, standIn } from './engine-stand-in.ts';

const portal = 'https://portal.example';
const bucket = resource('AWS::S3::Bucket', 'documents', {
  VersioningConfiguration: { Status: 'Enabled' },
  CorsConfiguration: {
    CorsRules: [
      {
        AllowedMethods: ['POST', 'GET'],
        AllowedOrigins: [portal],
        AllowedHeaders: ['*'],
        ExposedHeaders: ['ETag'],
        MaxAge: 600,
      },
    ],
  },
});

const credentials = { accessKeyId: ACCESS_KEY_ID, secretAccessKey: SECRET_ACCESS_KEY };

let engine: StandIn;
let server: Awaited<ReturnType<typeof serveWire>>;
let s3: S3Client;

beforeAll(async () => {
  engine = standIn({ resources: [bucket] });
  server = await serveWire(createObjects(engine.context).wire);
  s3 = new S3Client({ endpoint: server.url, region: 'eu-west-1', credentials });
  vi.useFakeTimers({ toFake: ['Date'], now: engine.context.clock.now() });
});

/** Signers use `Date`, which in the workers follows the engine's clock. */
beforeEach(() => vi.setSystemTime(engine.context.clock.now()));

afterAll(async () => {
  vi.useRealTimers();
  await server.close();
});

const advance = (ms: number) => {
  engine.advance(ms);
  vi.setSystemTime(engine.context.clock.now());
};

const digest = (text: string) => createHash('sha256').update(text).digest('base64');

/** What the product signs: key, type, size and checksum pinned. */
function policyFor(
  text: string,
  over: Partial<PresignedPostOptions> = {},
): Promise<{ url: string; fields: Record<string, string> }> {
  const Fields = {
    'Content-Type': 'application/pdf',
    'x-amz-checksum-sha256': digest(text),
    'x-amz-checksum-algorithm': 'SHA256',
  };
  return createPresignedPost(s3, {
    Bucket: 'documents',
    Key: 'cases/1/doc',
    Fields,
    Conditions: [
      ['content-length-range', 5, 10],
      ...Object.entries(Fields).map(([name, value]) => ({ [name]: value })),
    ],
    Expires: 600,
    ...over,
  });
}

async function upload(url: string, fields: Record<string, string>, text: string, headers: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([text], { type: 'text/plain' }), 'my file.pdf');
  const response = await fetch(url, { method: 'POST', body: form, headers });
  const body = await response.text();
  return { status: response.status, headers: response.headers, body, code: /<Code>(\w+)<\/Code>/.exec(body)?.[1] };
}

describe('a presigned upload', () => {
  it('stores exactly what the policy allows and answers 204 with the version', async () => {
    const { url, fields } = await policyFor('%PDF-1');
    const reply = await upload(url, fields, '%PDF-1');
    expect(reply.status).toBe(204);
    const head = await s3.send(
      new HeadObjectCommand({ Bucket: 'documents', Key: 'cases/1/doc', ChecksumMode: 'ENABLED' }),
    );
    expect(head).toMatchObject({ ContentLength: 6, ContentType: 'application/pdf', ChecksumSHA256: digest('%PDF-1') });
    expect(head.VersionId).toBe(reply.headers.get('x-amz-version-id'));
  });

  it('refuses other bytes than those whose digest is pinned', async () => {
    const { url, fields } = await policyFor('%PDF-1');
    expect(await upload(url, fields, '%PDF-2')).toMatchObject({ status: 400, code: 'BadDigest' });
  });

  it('refuses a file that is too large or too small', async () => {
    const { url, fields } = await policyFor('12345678901');
    expect(await upload(url, fields, '12345678901')).toMatchObject({ status: 400, code: 'EntityTooLarge' });
    expect(await upload(url, fields, '1234')).toMatchObject({ status: 400, code: 'EntityTooSmall' });
  });

  it('refuses a changed, an undeclared and a missing field', async () => {
    const { url, fields } = await policyFor('%PDF-1');
    const { 'Content-Type': _, ...untyped } = fields;
    const denied = { status: 403, code: 'AccessDenied' };
    expect(await upload(url, { ...fields, key: 'cases/2/doc' }, '%PDF-1')).toMatchObject(denied);
    expect(await upload(url, { ...fields, 'Content-Type': 'text/html' }, '%PDF-1')).toMatchObject(denied);
    expect(await upload(url, { ...fields, 'x-amz-meta-note': 'x' }, '%PDF-1')).toMatchObject(denied);
    expect(await upload(url, untyped, '%PDF-1')).toMatchObject(denied);
  });

  it('ignores fields that say they are to be ignored', async () => {
    const { url, fields } = await policyFor('%PDF-1');
    expect((await upload(url, { ...fields, 'x-ignore-trace': '1' }, '%PDF-1')).status).toBe(204);
  });

  it('refuses a policy that was changed or signed with another secret', async () => {
    const { url, fields } = await policyFor('%PDF-1');
    const policy = Buffer.from(fields['Policy']!, 'base64').toString().replace('10]', '99]');
    const forged = { ...fields, Policy: Buffer.from(policy).toString('base64') };
    expect(await upload(url, forged, '%PDF-1')).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
    expect(await upload(url, { ...fields, 'X-Amz-Signature': '0'.repeat(64) }, '%PDF-1')).toMatchObject({
      status: 403,
    });
  });

  it('refuses a policy that has expired by the clock of the engine', async () => {
    const { url, fields } = await policyFor('%PDF-1');
    advance(600_000);
    expect(await upload(url, fields, '%PDF-1')).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  it('puts the file name into the key and honours starts-with and the asked status', async () => {
    const { url, fields } = await createPresignedPost(s3, {
      Bucket: 'documents',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: S3's own placeholder
      Key: 'in/${filename}',
      Fields: { success_action_status: '201' },
      Conditions: [['starts-with', '$x-amz-meta-who', 'agent-']],
    });
    const reply = await upload(url, { ...fields, 'x-amz-meta-who': 'agent-7' }, 'hello');
    expect(reply.status).toBe(201);
    expect(reply.body).toContain('<Key>in/my file.pdf</Key>');
    expect(await upload(url, { ...fields, 'x-amz-meta-who': 'other' }, 'hello')).toMatchObject({ status: 403 });
  });

  it('refuses a body that is not a form and a form without a file', async () => {
    const { url, fields } = await policyFor('%PDF-1');
    expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(412);
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(400);
    const broken = { method: 'POST', body: 'xx', headers: { 'content-type': 'multipart/form-data; boundary=b' } };
    expect((await fetch(url, broken)).status).toBe(400);
  });

  it('lets the portal in by CORS and no other origin', async () => {
    const { url, fields } = await policyFor('%PDF-1');
    const ask = (origin: string) =>
      fetch(url, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-test' },
      });
    const allowed = await ask(portal);
    expect([
      allowed.status,
      allowed.headers.get('access-control-allow-origin'),
      allowed.headers.get('access-control-max-age'),
    ]).toEqual([200, portal, '600']);
    expect((await ask('https://evil.example')).status).toBe(403);
    const reply = await upload(url, fields, '%PDF-1', { origin: portal });
    expect(reply.headers.get('access-control-allow-origin')).toBe(portal);
    const refused = await upload(url, fields, '%PDF-2', { origin: portal });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([400, portal]);
  });
});

describe('a presigned link', () => {
  const linkTo = (input: object, expiresIn = 300) =>
    getSignedUrl(s3, new GetObjectCommand({ Bucket: 'documents', Key: 'down load.txt', ...input }), { expiresIn });

  it('serves the pinned version under the name and type that were signed', async () => {
    const { VersionId } = await s3.send(
      new PutObjectCommand({ Bucket: 'documents', Key: 'down load.txt', Body: 'one' }),
    );
    await s3.send(new PutObjectCommand({ Bucket: 'documents', Key: 'down load.txt', Body: 'two' }));
    const link = await linkTo({
      VersionId,
      ResponseContentDisposition: `attachment; filename*=UTF-8''%C3%A9.txt`,
      ResponseContentType: 'application/octet-stream',
    });
    const reply = await fetch(link);
    expect(await reply.text()).toBe('one');
    expect(reply.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''%C3%A9.txt`);
    expect(reply.headers.get('content-type')).toBe('application/octet-stream');
  });

  it('is refused when anything in it was changed', async () => {
    const link = await linkTo({ ResponseContentType: 'text/plain' });
    expect((await fetch(link.replace('text%2Fplain', 'text%2Fhtml'))).status).toBe(403);
    expect((await fetch(link.replace('down%20load', 'another'))).status).toBe(403);
    expect((await fetch(link, { method: 'DELETE' })).status).toBe(403);
  });

  it('expires by the clock of the engine', async () => {
    const link = await linkTo({});
    advance(299_000);
    expect((await fetch(link)).status).toBe(200);
    advance(2_000);
    const reply = await fetch(link);
    expect([reply.status, await reply.text()]).toEqual([403, expect.stringContaining('Request has expired')]);
  });

  it('for writing takes the body it was signed for and no other type', async () => {
    const requestChecksumCalculation = 'WHEN_REQUIRED';
    const signer = new S3Client({ endpoint: server.url, region: 'eu-west-1', credentials, requestChecksumCalculation });
    const command = new PutObjectCommand({ Bucket: 'documents', Key: 'up', ContentType: 'text/plain' });
    const url = await getSignedUrl(signer, command, { expiresIn: 60, signableHeaders: new Set(['content-type']) });
    const put = (type: string) => fetch(url, { method: 'PUT', body: 'hello', headers: { 'content-type': type } });
    expect((await put('text/html')).status).toBe(403);
    expect((await put('text/plain')).status).toBe(200);
    const head = await s3.send(new HeadObjectCommand({ Bucket: 'documents', Key: 'up' }));
    expect([head.ContentLength, head.ContentType]).toEqual([5, 'text/plain']);
  });
});
