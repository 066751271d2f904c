import { expect, test } from 'vitest';
import { pdf } from '../../local/demo/files.ts';
import { png } from '../../local/demo/picture.ts';
import { runningSystem } from '../support/running-system.ts';
import { accept, act, announce, capturing, must, prove, sendForm } from './case-builder.ts';
import { copyOf, type Document, decide, upload } from './playbook-builder.ts';

const scene = runningSystem();
const DAY_MS = 86_400_000;
const dayIn = async (days: number) => new Date((await scene.engine.now()) + days * DAY_MS).toISOString().slice(0, 10);
const look = (id: string, actor = 'carla') => must(scene, 200, actor, 'GET', `/v1/cases/${id}`);

async function requirement(id: string, requirementId: string, actor = 'carla') {
  const { data } = await must(scene, 200, actor, 'GET', `/v1/cases/${id}/requirements`);
  return data.find((one: { requirementId: string }) => one.requirementId === requirementId);
}
async function mails(id: string, template: string) {
  const { number } = await look(id);
  return (await scene.engine.mails()).filter((mail) => mail.template === template && mail.subject.includes(number));
}
async function uploaded(id: string, requirementId: string) {
  const file = pdf(requirementId);
  const { document, upload: form } = await announce(scene, 'carla', id, file, requirementId);
  await sendForm(form, file);
  await scene.engine.advance('PT0S');
  return document;
}

test('what was deferred beyond its stage is owed without that deadline; what comes then is told and decided', {
  timeout: 90_000,
}, async () => {
  const id = await capturing(scene, 'carla');
  await prove(scene, 'carla', id, 'photo-id', pdf('passport'));
  await prove(scene, 'carla', id, 'selfie', png('selfie'));
  const path = 'POST /requirements/proof-of-address/deferrals';
  await act(scene, 'ada', id, path, { reason: 'She is moving house.', untilDate: await dayIn(6) }, 201);
  await scene.engine.advance('PT0S');
  expect(await mails(id, 'staff_exception_wanted')).not.toEqual([]);
  await act(scene, 'sue', id, `${path}/approve`);
  expect(JSON.stringify(await requirement(id, 'proof-of-address'))).not.toContain('moving house');
  await act(scene, 'ada', id, 'POST /submit-for-review');
  await scene.engine.advance('PT5M');
  expect(await look(id, 'ada')).toMatchObject({ status: 'review_complete', needsAttention: false });

  await scene.engine.advance('P7D');
  const [due] = await mails(id, 'documents_due_again');
  expect(due?.text).toContain('Proof of address');
  const owed = await requirement(id, 'proof-of-address');
  expect(owed).toMatchObject({ status: 'open', dueClass: 'currently_due' });
  expect(owed).not.toHaveProperty('dueAt');
  expect(await look(id, 'ada')).toMatchObject({ status: 'review_complete', needsAttention: true });

  const bill = await uploaded(id, 'proof-of-address');
  expect(await mails(id, 'staff_document_arrived')).toHaveLength(1);
  await accept(scene, id, bill);
  expect(await requirement(id, 'proof-of-address')).toMatchObject({ status: 'accepted', dueClass: 'none' });
});

test('the same findings send one message, and a reason to refuse is told to no customer', async () => {
  const id = await capturing(scene, 'carla');
  await scene.engine.advance('PT0S');
  expect(await mails(id, 'documents_missing')).toHaveLength(1);
  const [first] = await mails(id, 'documents_missing');
  expect(first?.text).toMatch(/Please send them by \d+ \w+ 20\d\d/);
  expect(first?.text).toContain(`/cases/${id}#documents`);
  await act(scene, 'ada', id, 'POST /document-verifications');
  expect(await mails(id, 'documents_missing')).toHaveLength(1);

  const forged = await uploaded(id, 'photo-id');
  await act(scene, 'ada', id, `POST /documents/${forged.documentId}/reject`, { reason: 'identity_theft_suspected' });
  await scene.engine.advance('PT0S');
  expect(await mails(id, 'documents_missing')).toHaveLength(2);
  const newer = await uploaded(id, 'photo-id');
  const documents = await must(scene, 200, 'carla', 'GET', `/v1/cases/${id}/documents`);
  expect(documents.data.slice(-2)).toMatchObject([
    { revision: 1, rejectReason: 'unacceptable', replacedBy: newer.documentId },
    { revision: 2 },
  ]);
  const seen = await Promise.all(
    ['', '?expand=documents,timeline', '/requirements', '/documents', '/timeline', '/progress'].map((path) =>
      must(scene, 200, 'carla', 'GET', `/v1/cases/${id}${path}`),
    ),
  );
  const told = JSON.stringify([seen, (await scene.engine.mails()).filter(({ to }) => to.includes('carla'))]);
  expect(told).not.toMatch(/identity_theft|theft/);
  expect(JSON.stringify(await must(scene, 200, 'sue', 'GET', `/v1/cases/${id}/timeline`))).toContain('identity_theft');
});

test('a waiver takes two people, its reason is not told to the customer, and the case goes on without the document', {
  timeout: 90_000,
}, async () => {
  const id = await capturing(scene, 'carla');
  await prove(scene, 'carla', id, 'photo-id', pdf('passport'));
  await prove(scene, 'carla', id, 'proof-of-address', pdf('utility bill'));
  await act(scene, 'ada', id, 'POST /submit-for-review', {}, 422);
  const reason = 'Ada has met her: between us';
  const refused = await act(scene, 'ada', id, 'POST /requirements/photo-id/waivers', { reason }, 422);
  expect(refused.code).toBe('requirement.exception-not-allowed');
  await act(scene, 'ada', id, 'POST /requirements/selfie/waivers', { reason }, 201);
  await act(scene, 'ada', id, 'POST /requirements/selfie/waivers/approve', {}, 403);
  expect(await requirement(id, 'selfie')).toMatchObject({ status: 'open' });
  await act(scene, 'sue', id, 'POST /requirements/selfie/waivers/approve');
  expect(await requirement(id, 'selfie', 'sue')).toMatchObject({ status: 'waived', decision: { reason } });
  expect(JSON.stringify(await requirement(id, 'selfie'))).not.toContain(reason);
  expect(await act(scene, 'ada', id, 'POST /submit-for-review')).toMatchObject({ status: 'under_review' });
});

test('a document that runs out is told of thirty days before, and is owed again when it has', {
  timeout: 90_000,
}, async () => {
  const id = await capturing(scene, 'carla');
  await accept(scene, id, await uploaded(id, 'photo-id'), { expiresDate: await dayIn(45) });
  await scene.engine.advance('P10D');
  expect(await mails(id, 'staff_documents_expiring')).toEqual([]);
  await scene.engine.advance('P7D');
  expect(await mails(id, 'staff_documents_expiring')).toHaveLength(1);
  expect(await mails(id, 'documents_expiring')).toHaveLength(1);
  expect(await requirement(id, 'photo-id')).toMatchObject({ status: 'accepted', expiring: true });
  await scene.engine.advance('P30D');
  expect(await requirement(id, 'photo-id')).toMatchObject({ status: 'expired' });
});

test('a playbook may end a case at the deadline for documents, and keep one from all but the applicant', {
  timeout: 90_000,
}, async () => {
  const document = strict();
  expect((await upload(scene, 'ann', document)).status).toBe(200);
  expect((await decide(scene, 'max', 'publish', document)).status).toBe(200);
  const id = await capturing(scene, 'carla', undefined, document.id);
  const luis = { role: 'represented-person', name: 'Luis', dateOfBirth: '2001-02-03', personId: 'consumer_luis' };
  await act(scene, 'ada', id, 'POST /members', luis, 201);
  expect(await requirement(id, 'selfie')).toMatchObject({ status: 'open' });
  expect(await requirement(id, 'photo-id', 'luis')).toMatchObject({ status: 'open' });
  expect(await requirement(id, 'selfie', 'luis')).toBeUndefined();
  const { requirements, progress } = await look(id, 'luis');
  expect(JSON.stringify(requirements)).not.toContain('selfie');
  expect(progress.owedCount).toBe((await look(id)).progress.owedCount - 1);
  await scene.engine.advance('P30D');
  expect(await look(id)).toMatchObject({ status: 'cancelled', outcome: 'abandoned' });
  expect(await mails(id, 'case_abandoned')).not.toEqual([]);
});

/** The consumer account with a harder deadline and a selfie that is for the applicant's eyes. */
function strict(): Document {
  const playbook = copyOf('strict-account');
  return {
    ...playbook,
    documentDeadline: { ...playbook.documentDeadline, onExpiry: 'abandon' },
    requirements: playbook.requirements.map((one: Document) =>
      one.id === 'selfie' ? { ...one, visibleTo: 'applicant' } : one,
    ),
  };
}
