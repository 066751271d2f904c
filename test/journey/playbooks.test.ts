import { expect, test } from 'vitest';
import { runningSystem } from '../support/running-system.ts';
import { must } from './case-builder.ts';
import { copyOf, type Document, decide, upload } from './playbook-builder.ts';

const scene = runningSystem();
const TYPE = 'second-account';

const told = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const open = () => scene.api.send('carla', 'POST', '/v1/cases', { body: { type: TYPE, channel: 'web' } });
const stepsOf = async (caseId: string): Promise<readonly string[]> => {
  const { steps } = await must(scene, 200, 'carla', 'GET', `/v1/cases/${caseId}/progress`);
  return steps.map(({ title }: { title: string }) => title);
};
/** What is newest is remembered for half a minute. */
const pass = () => scene.engine.advance('PT31S');

test('a playbook is published in a second version while a case follows the first, and is retired', async () => {
  expect(told(await open())).toEqual([422, 'playbook.unknown']);
  const first = copyOf(TYPE);
  expect((await upload(scene, 'ann', first)).status).toBe(200);
  expect((await decide(scene, 'max', 'publish', first)).body).toMatchObject({ status: 'published', findings: [] });
  await pass();
  const old = await open();
  expect([old.status, old.body.playbook]).toEqual([201, { id: TYPE, version: 1 }]);

  const second: Document = { ...copyOf(TYPE), version: 2 };
  second.intake[0].title = 'Who are you?';
  const stuck = structuredClone(second);
  stuck.intake[0].after = [stuck.intake[1].id];
  await upload(scene, 'ann', stuck);
  const refused = await decide(scene, 'max', 'publish', stuck);
  expect(told(refused)).toEqual([422, 'playbook.not-sound']);
  expect(refused.body.errors[0]).toMatchObject({ pointer: expect.stringMatching(/^\/intake\//) });
  const report = await must(scene, 200, 'ada', 'GET', `/v1/playbooks/${TYPE}/versions/2/lint`);
  expect(report.data.length).toBe(refused.body.errors.length);

  await upload(scene, 'ann', second);
  expect(told(await decide(scene, 'ann', 'publish', second))).toEqual([403, 'playbook.publisher-not-independent']);
  expect((await decide(scene, 'max', 'publish', second)).status).toBe(200);
  expect(told(await upload(scene, 'ann', { ...second, title: 'Too late' }))).toEqual([409, 'playbook.not-draft']);
  await pass();
  const young = await open();
  expect(young.body.playbook).toEqual({ id: TYPE, version: 2 });
  expect(await stepsOf(young.body.id)).toContain('Who are you?');
  expect(await stepsOf(old.body.id)).not.toContain('Who are you?');

  await decide(scene, 'ann', 'retire', second);
  await pass();
  expect((await open()).body.playbook).toEqual({ id: TYPE, version: 1 });
  await decide(scene, 'ann', 'retire', first);
  await pass();
  expect(told(await open())).toEqual([422, 'playbook.unknown']);
  expect(await stepsOf(young.body.id)).toContain('Who are you?');
  const { data } = await must(scene, 200, 'abe', 'GET', `/v1/playbooks/${TYPE}`);
  expect(data.map(({ status }: { status: string }) => status)).toEqual(['retired', 'retired']);
});

test('what ships with the code is published, by the system', async () => {
  const { data } = await must(scene, 200, 'ada', 'GET', '/v1/playbooks');
  const ids = data.map(({ id }: { id: string }) => id);
  expect(ids).toEqual(expect.arrayContaining(['company-account', 'consumer-account']));
  const version = await must(scene, 200, 'ada', 'GET', '/v1/playbooks/consumer-account/versions/1');
  expect(version).toMatchObject({ status: 'published', publishedBy: 'system:catalogue' });
});
