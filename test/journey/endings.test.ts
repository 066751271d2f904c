import { expect, test } from 'vitest';
import { runningSystem } from '../support/running-system.ts';
import { act, claimed, must, submitted, underReview } from './case-builder.ts';

const scene = runningSystem();
const look = (id: string) => must(scene, 200, 'sue', 'GET', `/v1/cases/${id}`);
const withdraw = (me: string, id: string) =>
  act(scene, me, id, 'POST /withdraw', { reason: 'I moved abroad.', confirm: true });

test('to withdraw ends every wait: no result and no deadline reaches the customer after it', async () => {
  const id = await underReview(scene, 'luis', 'sim all=clear:PT30M');
  await withdraw('luis', id);
  await scene.engine.advance('PT0S');
  const { version, number } = await look(id);
  const sent = (await scene.engine.mails()).length;
  await scene.engine.advance('PT1H');
  const after = await look(id);
  expect(after).toMatchObject({ status: 'cancelled', outcome: 'withdrawn' });
  expect(after.version - version).toBeLessThanOrEqual(3);
  const later = (await scene.engine.mails()).slice(sent);
  expect(later.filter(({ to, subject }) => to.startsWith('luis@') && subject.includes(number))).toEqual([]);
});

test('a case that has ended is not withdrawn again, and a draft may be', async () => {
  const id = await claimed(scene, 'carla');
  await withdraw('carla', id);
  const again = await act(scene, 'carla', id, 'POST /withdraw', { reason: 'Once more.', confirm: true }, 409);
  expect(again.allowedActions).toContain('reopen');
  const unconfirmed = await scene.api.send('carla', 'POST', `/v1/cases/${id}/withdraw`, {
    body: { reason: 'x', confirm: false },
  });
  expect(unconfirmed.status).toBe(422);
});

test('the customer reopens a case within two weeks, a supervisor later too', { timeout: 90_000 }, async () => {
  const [early, late] = [await submitted(scene, 'carla'), await submitted(scene, 'luis')];
  await withdraw('carla', early);
  await withdraw('luis', late);
  await scene.engine.advance('P13D');
  const reopened = await act(scene, 'carla', early, 'POST /reopen', { reason: 'I stay.' });
  expect(reopened).toMatchObject({ status: 'open', outcome: null });
  await scene.engine.advance('P2D');
  expect((await act(scene, 'luis', late, 'POST /reopen', { reason: 'I stay.' }, 409)).code).toBe(
    'case.reopen-window-over',
  );
  expect(await act(scene, 'sue', late, 'POST /reopen', { reason: 'He called.' })).toMatchObject({ status: 'open' });
  expect((await act(scene, 'ada', late, 'POST /reopen', { reason: 'Me too.' }, 403)).code).toBe('case.forbidden');
});
