import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, expect, test } from 'vitest';
import { disguised, eicar, pdf, type SampleFile, sha256Of } from '../../local/demo/files.ts';
import { ACCESS_KEY_ID, SECRET_ACCESS_KEY } from '../../local/place.ts';
import { runningSystem } from '../support/running-system.ts';
import { act, announce, claimed, draft, must, sendForm } from './case-builder.ts';

const scene = runningSystem();
let caseId: string;

beforeAll(async () => {
  caseId = await draft(scene, 'carla');
});

const scanOf = async (documentId: string): Promise<string> =>
  (await must(scene, 200, 'carla', 'GET', `/v1/cases/${caseId}/documents/${documentId}`)).scan;
const contentOf = (actor: string, documentId: string, headers = {}) =>
  scene.api.send(actor, 'GET', `/v1/cases/${caseId}/documents/${documentId}/content`, { headers });

async function uploaded(file: SampleFile) {
  const { document, upload } = await announce(scene, 'carla', caseId, file, 'photo-id');
  expect(await sendForm(upload, file)).toBe(204);
  await scene.engine.advance('PT0S');
  return { documentId: document.documentId as string, upload };
}

test.each([
  ['larger than 25 MB', { sizeBytes: 25 * 1024 * 1024 + 1 }],
  ['empty', { sizeBytes: 0 }],
  ['of a type that nobody takes', { mediaType: 'application/x-msdownload' }],
  ['of a type that the requirement does not take', { requirementId: 'selfie' }],
  ['for a requirement that the case does not have', { requirementId: 'tax-document' }],
  ['named like a path', { fileName: '../../etc/passwd' }],
])('a document that is %s is not announced', async (_, more) => {
  const file = { fileName: 'a.pdf', mediaType: 'application/pdf', sizeBytes: 100, sha256: `${'A'.repeat(43)}=` };
  const body = { requirementId: 'photo-id', ...file, ...more };
  const { status } = await scene.api.send('carla', 'POST', `/v1/cases/${caseId}/documents`, { body });
  expect(status).toBe(422);
});

test('the object store takes nothing but what was announced', async () => {
  const file = pdf('passport');
  const { document, upload } = await announce(scene, 'carla', caseId, file, 'photo-id');
  const longer = { ...file, bytes: Buffer.concat([file.bytes, Buffer.from('x')]) };
  const other = { ...file, bytes: Buffer.from(file.bytes).fill(0x20, 20, 30) };
  expect(await sendForm(upload, longer)).toBe(400);
  expect(await sendForm(upload, other)).toBe(400);
  const asHtml = { ...upload, fields: { ...upload.fields, 'Content-Type': 'text/html' } };
  const elsewhere = { ...upload, fields: { ...upload.fields, key: 'documents/elsewhere' } };
  expect(await sendForm(asHtml, file)).toBe(403);
  expect(await sendForm(elsewhere, file)).toBe(403);
  await scene.engine.advance('PT0S');
  expect(await scanOf(document.documentId)).toBe('awaiting_upload');
});

test.each([
  ['carries the virus test file', eicar(), 'infected'],
  ['is not what it says', disguised(), 'unsupported'],
])('a document that %s is never served and never accepted', async (_, file, scan) => {
  const { documentId } = await uploaded(file);
  expect(await scanOf(documentId)).toBe(scan);
  const { status, body } = await contentOf('carla', documentId);
  expect([status, body.code]).toEqual([409, 'document.not-clean']);
});

test('a document that has not arrived is not served', async () => {
  const { document } = await announce(scene, 'carla', caseId, pdf('passport'), 'photo-id');
  const { status, body } = await contentOf('carla', document.documentId);
  expect([status, body.code]).toEqual([409, 'document.not-clean']);
});

test('a clean document is served as an attachment, by a link of minutes, to those who may', async () => {
  const file = pdf('passport');
  const { documentId } = await uploaded(file);
  const redirect = await contentOf('carla', documentId);
  expect([redirect.status, redirect.headers.get('cache-control')]).toEqual([302, 'no-store']);
  const { status, body } = await contentOf('carla', documentId, { accept: 'application/json' });
  expect(status).toBe(200);
  const bytes = await fetch(body.url);
  expect(bytes.headers.get('content-disposition')).toMatch(/^attachment; filename="passport\.pdf"/);
  expect(Buffer.from(await bytes.arrayBuffer()).equals(file.bytes)).toBe(true);
  expect((await contentOf('luis', documentId)).status).toBe(404);
  expect((await contentOf('ann', documentId)).status).toBe(404);
  await scene.engine.advance('PT6M');
  expect((await fetch(body.url)).status).toBe(403);
});

test('what is put in place of a clean document later is never served', async () => {
  const file = pdf('passport');
  const { documentId, upload } = await uploaded(file);
  const virus = { ...file, bytes: eicar().bytes };
  expect(await sendForm(upload, virus)).toBe(400);
  await overwrite(upload, virus);
  await scene.engine.advance('PT0S');
  expect(await scanOf(documentId)).toBe('clean');
  const { body } = await contentOf('carla', documentId, { accept: 'application/json' });
  expect(Buffer.from(await (await fetch(body.url)).arrayBuffer()).equals(file.bytes)).toBe(true);
});

/** As somebody with rights on the bucket could. */
async function overwrite({ url, fields }: { url: string; fields: Record<string, string> }, file: SampleFile) {
  const { awsUrl: endpoint = '', region } = scene.system;
  const credentials = { accessKeyId: ACCESS_KEY_ID, secretAccessKey: SECRET_ACCESS_KEY };
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  const Bucket = new URL(url).pathname.split('/')[1];
  await client.send(
    new PutObjectCommand({ Bucket, Key: fields['key'], Body: file.bytes, ChecksumSHA256: sha256Of(file) }),
  );
  client.destroy();
}

test('the form of an upload ends after minutes', async () => {
  const file = pdf('passport');
  const { upload } = await announce(scene, 'carla', caseId, file, 'photo-id');
  await scene.engine.advance('PT16M');
  expect(await sendForm(upload, file)).toBe(403);
});

test('who sent a document does not decide on it', async () => {
  const id = await claimed(scene, 'luis');
  const file = pdf('passport');
  const { document, upload } = await announce(scene, 'ada', id, file, 'photo-id');
  await sendForm(upload, file);
  await scene.engine.advance('PT0S');
  for (const [verb, body] of Object.entries({ accept: {}, reject: { reason: 'blurry' } })) {
    const refusal = await act(scene, 'ada', id, `POST /documents/${document.documentId}/${verb}`, body, 403);
    expect(refusal.code, verb).toBe('document.uploader-cannot-decide');
  }
});
