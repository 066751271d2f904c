import { expect, test } from 'vitest';
import { pdf } from '../../local/demo/files.ts';
import { runningSystem } from '../support/running-system.ts';
import { act, announce, claimed, must, sendForm } from './case-builder.ts';

const scene = runningSystem();
const look = (id: string) => must(scene, 200, 'sue', 'GET', `/v1/cases/${id}`);
const mailsAbout = async (number: string, template: string) =>
  (await scene.engine.mails()).filter((one) => one.template === template && one.text.includes(number));

const ASKED = {
  items: [
    { label: 'Your income', kind: 'text' },
    { label: 'A pay slip', kind: 'document' },
  ],
  message: 'We need two things more.',
};

test('what was asked may be answered bit by bit; the last answer takes the case back to where it was', async () => {
  const id = await claimed(scene, 'carla');
  const asked = await act(scene, 'ada', id, 'POST /request-info', ASKED);
  expect(asked.status).toBe('awaiting_info');
  const [income, slip] = asked.infoRequests[0].items;
  const answer = (answers: object[], status = 200) =>
    act(scene, 'carla', id, 'POST /info-requests/1/answers', { answers }, status);

  expect((await answer([{ itemId: income.itemId, documentIds: ['doc_01J0000000000000000000ZZZZ'] }], 422)).code).toBe(
    'input.invalid',
  );
  const partly = await answer([{ itemId: income.itemId, answer: '2,000 a month' }]);
  expect(partly.status).toBe('awaiting_info');
  expect((await answer([{ itemId: slip.itemId, answer: 'words' }], 422)).code).toBe('input.invalid');

  const file = pdf('pay slip');
  const { document, upload } = await announce(scene, 'carla', id, file);
  await sendForm(upload, file);
  await scene.engine.advance('PT0S');
  const wholly = await answer([{ itemId: slip.itemId, documentIds: [document.documentId] }]);
  expect(wholly).toMatchObject({ status: 'open', stage: 'pre_approval' });
  expect((await answer([{ itemId: income.itemId, answer: 'more' }], 409)).code).toBe('case.transition-not-allowed');
});

test('a question is recalled, expires into a task, and may still be answered', { timeout: 90_000 }, async () => {
  const id = await claimed(scene, 'carla');
  const asked = await act(scene, 'ada', id, 'POST /request-info', ASKED);
  const { number } = asked;
  await scene.engine.advance('P6D');
  expect(await mailsAbout(number, 'info_reminder')).toHaveLength(1);
  await scene.engine.advance('P18D');
  expect(await mailsAbout(number, 'info_reminder')).toHaveLength(2);
  expect(await mailsAbout(number, 'info_last_call')).toHaveLength(1);
  expect(await look(id)).toMatchObject({ status: 'awaiting_info', needsAttention: true });
  const answers = asked.infoRequests[0].items.slice(0, 1).map(({ itemId }: { itemId: string }) => ({
    itemId,
    answer: 'late, but here',
  }));
  expect(await act(scene, 'carla', id, 'POST /info-requests/1/answers', { answers })).toMatchObject({
    status: 'awaiting_info',
  });
  const received = { channel: 'phone', note: 'The pay slip was shown at the branch.' };
  expect(await act(scene, 'ada', id, 'POST /info-received', received)).toMatchObject({ status: 'open' });
});
