import { expect, test } from 'vitest';
import { pdf } from '../../local/demo/files.ts';
import { png } from '../../local/demo/picture.ts';
import { runningSystem } from '../support/running-system.ts';
import { act, announce, claimed, must, prove, sendForm } from './case-builder.ts';

const scene = runningSystem();
const LONG = 90_000;
const DAY_MS = 86_400_000;

/** A case of Luis in data capture that Ada looks after. */
async function inDataCapture(): Promise<string> {
  const id = await claimed(scene, 'luis');
  const { materialVersion } = await must(scene, 200, 'ada', 'GET', `/v1/cases/${id}`);
  const customerRecord = { kind: 'matched', partyId: 'consumer_luis' };
  await act(scene, 'ada', id, 'POST /pre-approval/complete', { materialVersion, customerRecord });
  return id;
}

const requirement = async (who: string, id: string, requirementId: string) =>
  (await must(scene, 200, who, 'GET', `/v1/cases/${id}/requirements`)).data.find(
    (one: { requirementId: string }) => one.requirementId === requirementId,
  );
const dayIn = async (days: number): Promise<string> =>
  new Date((await scene.engine.now()) + days * DAY_MS).toISOString().slice(0, 10);
const mailsTo = async (who: string, number: string) =>
  (await scene.engine.mails())
    .filter(({ to, subject }) => to.startsWith(`${who}@`) && subject.includes(number))
    .map(({ template }) => template);

test('a waiver takes two people, is not told to the customer, and lets the case go on', { timeout: LONG }, async () => {
  const id = await inDataCapture();
  await prove(scene, 'luis', id, 'photo-id', pdf('passport'));
  await prove(scene, 'luis', id, 'proof-of-address', pdf('utility bill'));
  await act(scene, 'ada', id, 'POST /submit-for-review', {}, 422);
  const reason = 'Ada has met him: between us';
  const refused = await act(scene, 'ada', id, 'POST /requirements/photo-id/waivers', { reason }, 422);
  expect(refused.code).toBe('requirement.exception-not-allowed');
  await act(scene, 'ada', id, 'POST /requirements/selfie/waivers', { reason }, 201);
  await act(scene, 'ada', id, 'POST /requirements/selfie/waivers/approve', {}, 403);
  expect((await requirement('luis', id, 'selfie')).status).toBe('open');
  await act(scene, 'sue', id, 'POST /requirements/selfie/waivers/approve');
  expect(await requirement('sue', id, 'selfie')).toMatchObject({ status: 'waived', decision: { reason } });
  expect(JSON.stringify(await requirement('luis', id, 'selfie'))).not.toContain(reason);
  expect(await act(scene, 'ada', id, 'POST /submit-for-review')).toMatchObject({ status: 'under_review' });
});

test('a deferral comes due on its date: it is owed again, and both are told', {
  timeout: LONG,
}, async () => {
  const id = await inDataCapture();
  await prove(scene, 'luis', id, 'photo-id', pdf('passport'));
  await prove(scene, 'luis', id, 'selfie', png('selfie'));
  const deferral = { reason: 'He moves next week.', untilDate: await dayIn(3) };
  await act(scene, 'ada', id, 'POST /requirements/proof-of-address/deferrals', deferral, 201);
  await act(scene, 'sue', id, 'POST /requirements/proof-of-address/deferrals/approve');
  expect(await requirement('luis', id, 'proof-of-address')).toMatchObject({ status: 'deferred' });
  const { number } = await act(scene, 'ada', id, 'POST /submit-for-review');
  await scene.engine.advance('P5D');
  expect(await requirement('luis', id, 'proof-of-address')).toMatchObject({
    status: 'open',
    dueClass: 'currently_due',
  });
  const { data } = await must(scene, 200, 'luis', 'GET', '/v1/cases?view=action-needed&limit=200');
  expect(data.map((row: { id: string }) => row.id)).toContain(id);
  expect(await mailsTo('luis', number)).toContain('documents_due_again');
  expect(await mailsTo('ada', number)).toContain('staff_documents_due_again');
});

test('a document that will expire is told of thirty days before, and is owed again when it has', {
  timeout: LONG,
}, async () => {
  const id = await inDataCapture();
  const file = pdf('passport');
  const { document, upload } = await announce(scene, 'luis', id, file, 'photo-id');
  await sendForm(upload, file);
  await scene.engine.advance('PT0S');
  const expiresDate = await dayIn(45);
  await act(scene, 'ada', id, `POST /documents/${document.documentId}/accept`, { kind: 'passport', expiresDate });
  const { number } = await must(scene, 200, 'ada', 'GET', `/v1/cases/${id}`);
  await scene.engine.advance('P10D');
  expect(await mailsTo('ada', number)).not.toContain('staff_documents_expiring');
  await scene.engine.advance('P7D');
  expect(await mailsTo('ada', number)).toContain('staff_documents_expiring');
  expect(await mailsTo('luis', number)).toContain('documents_expiring');
  expect(await requirement('luis', id, 'photo-id')).toMatchObject({ status: 'accepted', expiring: true });
  await scene.engine.advance('P30D');
  expect(await requirement('luis', id, 'photo-id')).toMatchObject({ status: 'expired' });
});
