import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { attachment } from '../../../functions/documents/attachment.ts';
import { sweepDocuments } from '../../../functions/documents/sweep-documents.ts';
import { addMs } from '../../../shared/domain/calendar.ts';
import { AT, aCaller, aCase, anAgent, aPlaybook, aSystem } from '../../support/a-case.ts';
import { CASE_ID, documentsWorld, PDF, upload } from './documents-world.ts';

const EICAR = Buffer.from(
  'WDVPIVAlQEFQWzRcUFpYNTQoUF4pN0NDKTd9JEVJQ0FSLVNUQU5EQVJELUFOVElWSVJVUy1URVNULUZJTEUhJEgrSCo=',
  'base64',
);
const world = documentsWorld;

describe('announcing an upload', () => {
  test('gives a form that pins key, type, size and checksum for a quarter of an hour', async () => {
    const { call } = world();
    const { status, body } = await call('POST /v1/cases/{caseId}/documents', {}, upload());
    expect(status).toBe(201);
    expect(body.document).toMatchObject({ scan: 'awaiting_upload', status: 'unclassified', uploadedBy: 'contact_ada' });
    expect(body.document).not.toHaveProperty('objectKey');
    expect(body.upload.url).toBe('https://documents.s3.eu-west-1.amazonaws.com/');
    expect(body.upload.expiresAt).toBe('2026-03-03T09:15:00.000Z');
    expect(body.upload.fields).toMatchObject({
      key: `documents/2026-03-03/${CASE_ID}/${body.document.documentId}`,
      'Content-Type': 'application/pdf',
      'x-amz-checksum-sha256': createHash('sha256').update(PDF).digest('base64'),
    });
  });

  test('repeated with its key gives the same document with a form that is signed anew', async () => {
    const { call, clock, cases } = world();
    const keyed = { 'idempotency-key': 'upload-1' };
    const first = await call('POST /v1/cases/{caseId}/documents', {}, upload(), keyed);
    clock.now = addMs(AT, 3_600_000);
    const again = await call('POST /v1/cases/{caseId}/documents', {}, upload(), keyed);
    expect(again.status).toBe(201);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body.document).toEqual(first.body.document);
    expect(again.body.upload.fields.key).toBe(first.body.upload.fields.key);
    expect(again.body.upload.expiresAt).toBe('2026-03-03T10:15:00.000Z');
    expect(cases.current(CASE_ID).documents).toHaveLength(1);
  });

  test.each([
    ['more than 25 MB', { sizeBytes: 26_214_401 }, '/sizeBytes', 'document.too-large'],
    ['a type that is never taken', { mediaType: 'image/svg+xml' }, '/mediaType', 'document.media-type'],
    ['a requirement that the case does not have', { requirementId: 'none' }, '/requirementId', 'requirement.unknown'],
  ])('of %s is refused by name', async (_, overrides, pointer, code) => {
    const { call, cases } = world();
    const { status, body } = await call('POST /v1/cases/{caseId}/documents', {}, upload(PDF, overrides));
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ pointer, code }]);
    expect(cases.events).toEqual([]);
  });

  test.each([
    ['a path in the name', { fileName: '../etc/passwd' }],
    ['a checksum of another kind', { sha256: 'abc' }],
    ['no bytes', { sizeBytes: 0 }],
  ])('with %s is refused', async (_, overrides) => {
    const { call } = world();
    expect((await call('POST /v1/cases/{caseId}/documents', {}, upload(PDF, overrides))).status).toBe(422);
  });

  test('on the case of somebody else is answered like one that is not there', async () => {
    const { call, as } = world();
    as.caller = aCaller({ personId: 'contact_eve', accountId: 'account_other' });
    expect((await call('POST /v1/cases/{caseId}/documents', {}, upload())).status).toBe(404);
  });
});

describe('the scan', () => {
  test('finds what was announced clean, tags the version and records it once', async () => {
    const { announce, announced, document, objects, cases } = world();
    const { documentId, key } = await announce();
    const versionId = objects.store(key, PDF, AT);
    await announced(key, versionId);
    await announced(key, versionId);
    expect(document(documentId)).toMatchObject({ scan: 'clean', objectVersion: versionId });
    expect(objects.tags).toEqual([`${key} ${versionId} scan=clean`]);
    expect(cases.events.map(({ data }) => data.types)).toEqual([
      ['document.announced'],
      ['document.uploaded', 'document.scanned'],
    ]);
  });

  test('finds a virus, other bytes than announced, and another type', async () => {
    const { announce, announced, document, objects } = world();
    const tries = [
      [EICAR, EICAR, 'infected'],
      [PDF, Buffer.from('%PDF-1.7\nHELLO'), 'failed'],
      [Buffer.from('hello'), Buffer.from('hello'), 'unsupported'],
    ] as const;
    for (const [expected, sent, scan] of tries) {
      const { documentId, key } = await announce(expected);
      await announced(key, objects.store(key, sent, AT));
      expect(document(documentId)?.scan).toBe(scan);
    }
  });

  test('judges the version that was announced, not what was put over it later', async () => {
    const { announce, announced, document, objects, cases } = world();
    const { documentId, key } = await announce();
    const clean = objects.store(key, PDF, AT);
    const evil = objects.store(key, EICAR, AT);
    await announced(key, clean);
    await announced(key, evil);
    await announced(key, evil);
    expect(document(documentId)).toMatchObject({ scan: 'clean', objectVersion: clean });
    expect(cases.events.filter(({ data }) => data.facts.some((fact) => fact['superseded'] === true))).toHaveLength(1);
  });

  test('that comes before the document is on record waits for it', async () => {
    const { announced, objects, announce, document } = world();
    const key = `documents/2026-03-03/${CASE_ID}/doc_${'1'.padStart(26, '0')}`;
    const versionId = objects.store(key, PDF, AT);
    await expect(announced(key, versionId)).rejects.toMatchObject({ code: 'document.unknown' });
    const { documentId } = await announce();
    await announced(key, versionId);
    expect(document(documentId)?.scan).toBe('clean');
  });

  test('whose reply of the store was lost changes nothing the second time', async () => {
    const { announce, announced, objects, cases } = world();
    const { key } = await announce();
    const versionId = objects.store(key, PDF, AT);
    cases.failNextCommit('after');
    await expect(announced(key, versionId)).rejects.toThrow('lost');
    await announced(key, versionId);
    expect(cases.events).toHaveLength(2);
  });

  test('of an object that nobody announced, or that is not there, fails', async () => {
    const { announced, announce } = world();
    await expect(announced('other/key', 'v1')).rejects.toThrow('not under the key of a document');
    const { key } = await announce();
    await expect(announced(key, 'v9')).rejects.toThrow('is not there');
  });
});

describe('the sweep', () => {
  test('scans what no event announced after a quarter of an hour, from yesterday too', async () => {
    const { deps, announce, document, objects, clock } = world();
    const { documentId, key } = await announce();
    objects.store(key, PDF, AT);
    clock.now = addMs(AT, 14 * 60_000);
    await sweepDocuments(deps);
    expect(document(documentId)?.scan).toBe('awaiting_upload');
    clock.now = addMs(AT, 20 * 3_600_000);
    await sweepDocuments(deps);
    await sweepDocuments(deps);
    expect(document(documentId)?.scan).toBe('clean');
    expect(objects.tags).toHaveLength(1);
  });

  test('goes on behind an object that fails, and then says so', async () => {
    const { deps, announce, document, objects, clock } = world();
    objects.store('documents/2026-03-03/aaa', PDF, AT);
    const { documentId, key } = await announce();
    objects.store(key, PDF, AT);
    clock.now = addMs(AT, 3_600_000);
    await expect(sweepDocuments(deps)).rejects.toThrow('1 object versions could not be scanned');
    expect(document(documentId)?.scan).toBe('clean');
  });
});

describe('reading the bytes', () => {
  const CONTENT = 'GET /v1/cases/{caseId}/documents/{documentId}/content';
  async function cleanDocument() {
    const it = world();
    const { documentId, key } = await it.announce();
    await it.announced(key, it.objects.store(key, PDF, AT));
    return { ...it, documentId };
  }

  test('leads to the clean version as an attachment, for five minutes', async () => {
    const { call, documentId } = await cleanDocument();
    const reply = await call(CONTENT, { documentId });
    expect(reply.status).toBe(302);
    const link = new URL(reply.headers['location'] ?? '');
    expect(link.searchParams.get('versionId')).toBe('v1');
    expect(link.searchParams.get('X-Amz-Expires')).toBe('300');
    expect(link.searchParams.get('response-content-disposition')).toBe(
      `attachment; filename="Passport _ (1).pdf"; filename*=UTF-8''Passport%20%C3%84%20%281%29.pdf`,
    );
    expect(reply.headers['cache-control']).toBe('no-store');
  });

  test('gives the link as JSON to who asks for that', async () => {
    const { call, documentId } = await cleanDocument();
    const reply = await call(CONTENT, { documentId }, undefined, { accept: 'application/json' });
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      url: expect.stringContaining('X-Amz-Signature='),
      expiresAt: '2026-03-03T09:05:00.000Z',
    });
  });

  test('is refused before the scan and after a bad one', async () => {
    const { call, announce, announced, objects } = world();
    const { documentId, key } = await announce(EICAR);
    expect((await call(CONTENT, { documentId })).body.code).toBe('document.not-clean');
    await announced(key, objects.store(key, EICAR, AT));
    expect(await call(CONTENT, { documentId })).toMatchObject({ status: 409, body: { code: 'document.not-clean' } });
  });

  test('is for staff, and for the customer who sent it', async () => {
    const { call, documentId, as, cases } = await cleanDocument();
    cases.overwrite({ ...cases.current(CASE_ID), assignee: 'agent_bo', status: 'open' });
    as.caller = anAgent();
    expect((await call(CONTENT, { documentId })).status).toBe(302);
    const current = cases.current(CASE_ID);
    cases.overwrite({ ...current, documents: current.documents.map((one) => ({ ...one, uploadedBy: 'agent_bo' })) });
    as.caller = aCaller();
    expect((await call(CONTENT, { documentId })).status).toBe(403);
    as.caller = aSystem({ kind: 'provider' });
    expect((await call(CONTENT, { documentId })).status).toBe(404);
  });
});

describe('deciding', () => {
  const [REQUIREMENT] = aPlaybook().requirements;
  const open = () => aCase({ caseId: CASE_ID, status: 'open', stage: 'data_capture', assignee: 'agent_bo' });

  test('a document is bound, accepted by the owner, and shows on the checklist', async () => {
    const { call, announce, announced, objects, as, cases } = world(open());
    const mediaType = REQUIREMENT?.mediaTypes[0];
    expect(mediaType).toBe('application/pdf');
    const { documentId, key } = await announce();
    await announced(key, objects.store(key, PDF, AT));
    const requirements = (await call('GET /v1/cases/{caseId}/requirements')).body.data as { requirementId: string }[];
    const { requirementId = '' } = requirements[0] ?? {};
    as.caller = anAgent();
    const ifMatch = () => ({ 'if-match': `"${cases.current(CASE_ID).version}"` });
    const path = { documentId };
    const bound = await call(
      'PATCH /v1/cases/{caseId}/documents/{documentId}',
      path,
      JSON.stringify({ requirementId }),
      ifMatch(),
    );
    expect(bound).toMatchObject({ status: 200, body: { requirementId, status: 'submitted' } });
    const accepted = await call('POST /v1/cases/{caseId}/documents/{documentId}/accept', path, '{}', ifMatch());
    expect(accepted).toMatchObject({ status: 200, body: { status: 'accepted', decidedBy: 'agent_bo' } });
    const checklist = await call('GET /v1/cases/{caseId}/requirements');
    expect(checklist.body.data[0]).toMatchObject({ requirementId, status: 'accepted', documentIds: [documentId] });
  });

  test('a reason of the family refuse is neutral for the customer', async () => {
    const { call, announce, announced, objects, as, cases } = world(open());
    const { documentId, key } = await announce();
    await announced(key, objects.store(key, PDF, AT));
    as.caller = anAgent();
    const ifMatch = { 'if-match': `"${cases.current(CASE_ID).version}"` };
    const route = 'POST /v1/cases/{caseId}/documents/{documentId}/reject';
    const rejected = await call(route, { documentId }, '{"reason":"altered"}', ifMatch);
    expect(rejected.body.rejectReason).toBe('altered');
    as.caller = aCaller();
    const seen = await call('GET /v1/cases/{caseId}/documents/{documentId}', { documentId });
    expect(seen.body.rejectReason).toBe('unacceptable');
    expect(seen.body).not.toHaveProperty('decidedBy');
    expect((await call('GET /v1/cases/{caseId}/documents')).body.data).toEqual([seen.body]);
  });

  test('a verification that finds the same again records nothing more', async () => {
    const { call, as, cases } = world(open());
    as.caller = anAgent();
    const verify = () =>
      call('POST /v1/cases/{caseId}/document-verifications', {}, '{}', {
        'if-match': `"${cases.current(CASE_ID).version}"`,
      });
    const first = await verify();
    expect(first).toMatchObject({ status: 200, body: { number: 1 } });
    expect(first.body.missing.length).toBeGreaterThan(0);
    expect((await verify()).body).toEqual(first.body);
    expect(cases.events).toHaveLength(1);
  });
});

test.each([
  ['plain.pdf', `attachment; filename="plain.pdf"; filename*=UTF-8''plain.pdf`],
  ['a"b\\c%.pdf', `attachment; filename="a_b_c_.pdf"; filename*=UTF-8''a%22b%5Cc%25.pdf`],
  ['日本.pdf', `attachment; filename="__.pdf"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.pdf`],
  ["it's.pdf", `attachment; filename="it's.pdf"; filename*=UTF-8''it%27s.pdf`],
])('the name %s is saved as it is', (name, expected) => {
  expect(attachment(name)).toBe(expected);
});
