import { expect, test } from 'vitest';
import { runningSystem } from '../support/running-system.ts';
import { act, must } from './case-builder.ts';

const scene = runningSystem();
const look = (id: string) => must(scene, 200, 'sue', 'GET', `/v1/cases/${id}`);
const opened = (me: string, onBehalfOf?: string) =>
  must(scene, 201, me, 'POST', '/v1/cases', {
    body: { type: 'consumer-account', channel: 'phone', ...(onBehalfOf !== undefined && { onBehalfOf }) },
  });
/** `template to` of every mail about the case, in order. */
const mailsAbout = async (number: string) =>
  (await scene.engine.mails())
    .filter(({ subject }) => subject.includes(number))
    .map(({ template, to }) => `${template} ${to}`);

test('a draft that nobody hands in is reminded of after 7 and 21 days and ends after 30', {
  timeout: 90_000,
}, async () => {
  const { id, number } = await opened('luis');
  const me = 'luis@gangway.example';
  await scene.engine.advance('P6DT23H');
  expect(await mailsAbout(number)).toEqual([]);
  await scene.engine.advance('PT2H');
  expect(await mailsAbout(number)).toEqual([`draft_reminder ${me}`]);
  await scene.engine.advance('P14D');
  expect(await mailsAbout(number)).toEqual([`draft_reminder ${me}`, `draft_last_call ${me}`]);
  expect(await look(id)).toMatchObject({ status: 'draft' });
  await scene.engine.advance('P9D');
  expect(await look(id)).toMatchObject({ status: 'cancelled', outcome: 'abandoned' });
  expect(await mailsAbout(number)).toEqual([`draft_reminder ${me}`, `draft_last_call ${me}`, `case_abandoned ${me}`]);
});

test('a draft goes from hand to hand, and whoever discards it, the other is told', async () => {
  const { id, number } = await opened('ada', 'consumer_carla');
  await act(scene, 'ada', id, 'POST /hand-over', { to: 'customer', message: 'Your address is missing.' });
  await act(scene, 'carla', id, 'POST /hand-over', { to: 'staff' });
  await act(scene, 'carla', id, 'DELETE');
  await scene.engine.advance('PT0S');
  expect((await mailsAbout(number)).toSorted()).toEqual([
    'draft_discarded carla@gangway.example',
    'draft_handed_to_you carla@gangway.example',
    'draft_opened_for_you carla@gangway.example',
    'staff_draft_discarded ada@gangway.example',
    'staff_draft_handed_over ada@gangway.example',
  ]);
  const { body } = await scene.api.send('carla', 'GET', '/v1/cases?view=my-drafts');
  expect(body.data.map((row: { id: string }) => row.id)).not.toContain(id);
});

test('a profile counts what is in each of its lists, and names a list once for every group', async () => {
  const listOf = async (who: string, view: string) =>
    (await must(scene, 200, who, 'GET', '/v1/me')).views.find((list: { view: string }) => list.view === view);
  const before = await listOf('sue', 'my-drafts');
  expect(before).toMatchObject({ href: '/v1/cases?view=my-drafts', isMore: false });
  const { id } = await opened('luis');
  await scene.engine.advance('PT0S');
  const drafts = await scene.api.send('luis', 'GET', '/v1/cases?view=my-drafts&limit=99');
  expect(await listOf('luis', 'my-drafts')).toMatchObject({ count: drafts.body.data.length, isMore: false });
  expect(drafts.body.data.map((row: { id: string }) => row.id)).toContain(id);
  expect(await listOf('luis', 'group-queue')).toBeUndefined();
  const queue = await listOf('ada', 'group-queue');
  expect(queue.href).toBe(`/v1/cases?view=group-queue&group=${queue.group}`);
});
