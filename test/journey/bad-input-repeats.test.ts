import { expect, test } from 'vitest';
import { pdf } from '../../local/demo/files.ts';
import { runningSystem, type Scene } from '../support/running-system.ts';
import {
  act,
  announce,
  claimed,
  companyClaimed,
  draft,
  must,
  proposed,
  reviewContext,
  sendForm,
  submitted,
  underReview,
} from './case-builder.ts';
import { configuration } from './repeated-configuration.ts';
import { exceptions } from './repeated-exceptions.ts';
import { RepeatingApi } from './repeating-api.ts';
import { CHANGES } from './routes-under-test.ts';

const shared = runningSystem();
const repeating = new RepeatingApi(shared);
const scene: Scene = { ...shared, api: repeating };
const LONG = 120_000;

test('a repeated command of the main road has one effect, and its key serves nothing else', {
  timeout: LONG,
}, async () => {
  const id = await proposed(scene, 'carla');
  await act(scene, 'carla', id, 'POST /proposals/1/reject', { reasonCode: 'fees_too_high', feedback: 'Too dear.' });
  const terms = { accountType: 'current', monthlyFee: 1, debitCard: true };
  const second = { resolutionCode: 'open_account', notes: 'Cheaper.', terms, addressesFeedback: [1] };
  await act(scene, 'ada', id, 'POST /proposals', second, 201);
  await act(scene, 'carla', id, 'POST /proposals/2/accept');
  const closing = { resolutionCode: 'open_account', resolutionNotes: 'Opened.' };
  expect(await act(scene, 'ada', id, 'POST /close', closing)).toMatchObject({ status: 'closed', outcome: 'accepted' });
});

test('so has one of the side roads: drafts, offers, questions, documents, judgements, ends', {
  timeout: LONG,
}, async () => {
  const begun = await draft(scene, 'luis');
  await act(scene, 'luis', begun, 'POST /steps/basics/revisit');
  await act(scene, 'luis', begun, 'POST /withdraw', { reason: 'Later.', confirm: true });
  await act(scene, 'luis', begun, 'POST /reopen', { reason: 'Now.' });
  await act(scene, 'luis', begun, 'POST /change-type', { type: 'sole-trader-account' });
  await act(scene, 'luis', begun, 'POST /hand-over', { to: 'staff' });
  await act(scene, 'luis', begun, 'DELETE');

  const offered = await submitted(scene, 'luis');
  for (const answer of ['decline-offer', 'accept-offer']) {
    await act(scene, 'sue', offered, 'POST /offer', { assignee: 'agent_ada' });
    await reviewContext(scene, 'ada', offered);
    await act(scene, 'ada', offered, `POST /${answer}`, answer === 'decline-offer' ? { reason: 'Busy.' } : {});
  }
  await questions(scene, offered);

  const open = await claimed(scene, 'luis');
  await act(scene, 'ada', open, 'POST /comments', { body: 'Hello.' }, 201);
  await act(scene, 'ada', open, 'POST /work-notes', { body: 'For us.' }, 201);
  await documents(scene, open);
  await act(scene, 'ada', open, 'POST /playbook/restart', { reason: 'Another look.' });
  await act(scene, 'ada', open, 'POST /playbook/cancel', { reason: 'By hand.' });

  const judged = await underReview(scene, 'carla', 'sim legal=consider credit=unidentified');
  await scene.engine.advance('PT1M');
  await act(scene, 'ada', judged, 'POST /checks/legal/adjudicate', { verdict: 'false_positive', note: 'Namesake.' });
  await tasks(scene, judged);
  await act(scene, 'ada', judged, 'POST /review-complete');

  const company = await companyClaimed(scene);
  await act(scene, 'sue', company, 'POST /pre-approval/decision', { decision: 'approved' });
});

test('so has one on the side roads of the checklist', { timeout: LONG }, () => exceptions(scene));

test('so has one of those who configure the system', { timeout: LONG }, () => configuration(scene));

test('every route that changes something was repeated', () => {
  const unsigned = CHANGES.filter(({ spec }) => spec.access !== 'signed').map(({ key }) => key);
  expect(unsigned.filter((key) => !repeating.repeated.has(key))).toEqual([]);
});

async function tasks(where: Scene, id: string): Promise<void> {
  const visit = { taskId: 'branch-visit', reason: 'They asked for it.' };
  await act(where, 'ada', id, 'POST /tasks', visit, 201);
  await act(where, 'ada', id, 'POST /tasks/branch-visit/complete', { note: 'All is well.' });
  await act(where, 'ada', id, 'POST /tasks', visit, 201);
  await act(where, 'ada', id, 'POST /tasks/branch-visit/skip', { reason: 'Once was enough.' });
}

async function questions(where: Scene, id: string): Promise<void> {
  const asking = { items: [{ label: 'Your income', kind: 'text' }], message: 'One thing more.' };
  const asked = await act(where, 'ada', id, 'POST /request-info', asking);
  const { itemId } = asked.infoRequests.at(-1).items[0];
  await act(where, 'luis', id, 'POST /info-requests/1/answers', { answers: [{ itemId, answer: '2,000 a month' }] });
  await act(where, 'ada', id, 'POST /request-info', asking);
  await act(where, 'ada', id, 'POST /info-received', { channel: 'phone', note: 'Told on the phone.' });
}

async function documents(where: Scene, id: string): Promise<void> {
  const { materialVersion } = await must(where, 200, 'ada', 'GET', `/v1/cases/${id}`);
  const customerRecord = { kind: 'matched', partyId: 'consumer_luis' };
  await act(where, 'ada', id, 'POST /pre-approval/complete', { materialVersion, customerRecord });
  const file = pdf('passport');
  const { document, upload } = await announce(where, 'luis', id, file);
  await sendForm(upload, file);
  await where.engine.advance('PT0S');
  await act(where, 'luis', id, `PATCH /documents/${document.documentId}`, { requirementId: 'photo-id' });
  await act(where, 'ada', id, `POST /documents/${document.documentId}/reject`, { reason: 'blurry' });
  await act(where, 'ada', id, 'POST /document-verifications');
}
