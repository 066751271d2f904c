import { beforeAll, expect, test } from 'vitest';
import { runningSystem } from '../support/running-system.ts';
import { act, must, underReview } from './case-builder.ts';
import { ProviderStandIn } from './provider-stand-in.ts';

const scene = runningSystem();
let provider: ProviderStandIn;
let events = 0;

beforeAll(async () => {
  provider = await ProviderStandIn.of(scene);
});

async function report(caseId: string, checkId: string, result: string, more: object = {}): Promise<string> {
  events += 1;
  const id = `event-${events}`;
  const occurredAt = new Date(await scene.engine.now()).toISOString();
  const body = {
    id,
    reference: `${caseId}.${checkId}.1`,
    status: 'complete',
    result,
    reasons: [],
    occurredAt,
    ...more,
  };
  const raw = JSON.stringify(body);
  expect(await provider.say(raw)).toMatchObject({ status: 200, body: { received: true } });
  await scene.engine.advance('PT0S');
  return raw;
}

const look = (id: string) => must(scene, 200, 'sue', 'GET', `/v1/cases/${id}`);
const checkOf = async (id: string, checkId: string) => {
  const { data } = await must(scene, 200, 'sue', 'GET', `/v1/cases/${id}/checks`);
  return data.find((check: { checkId: string }) => check.checkId === checkId);
};

test('a report counts once however often it is delivered, and one that contradicts it counts until it was judged', async () => {
  const id = await underReview(scene, 'carla', 'sim all=silent');
  const first = await report(id, 'background', 'clear');
  const { version } = await look(id);
  for (let delivery = 0; delivery < 3; delivery += 1) expect((await provider.say(first)).status).toBe(200);
  await scene.engine.advance('PT0S');
  expect((await look(id)).version).toBe(version);

  await report(id, 'background', 'consider');
  expect(await checkOf(id, 'background')).toMatchObject({ status: 'complete', result: 'consider' });
  await act(scene, 'ada', id, 'POST /checks/background/adjudicate', { verdict: 'false_positive', note: 'Namesake.' });
  await report(id, 'background', 'unidentified');
  const judged = await checkOf(id, 'background');
  expect(judged).toMatchObject({ result: 'consider', adjudication: { verdict: 'false_positive', by: 'agent_ada' } });
  expect(judged.lateResults).toHaveLength(1);
  expect((await look(id)).needsAttention).toBe(true);
});

test('an older report than the one that counts changes nothing', async () => {
  const id = await underReview(scene, 'carla', 'sim all=silent');
  await report(id, 'legal', 'clear');
  const { version } = await look(id);
  await report(id, 'legal', 'consider', { occurredAt: '2020-01-01T00:00:00.000Z' });
  expect((await look(id)).version).toBe(version);
});

test('a check that nobody answers becomes a task, and a late result is judged by a person', {
  timeout: 60_000,
}, async () => {
  const id = await underReview(scene, 'luis', 'sim background=silent');
  await scene.engine.advance('P2D');
  expect(await checkOf(id, 'background')).toMatchObject({ status: 'requested' });
  await scene.engine.advance('P1DT1H');
  expect(await checkOf(id, 'background')).toMatchObject({ status: 'timed_out' });
  expect(await checkOf(id, 'credit')).toMatchObject({ status: 'complete', result: 'clear' });
  expect(await look(id)).toMatchObject({ status: 'under_review', needsAttention: true });
  expect((await act(scene, 'ada', id, 'POST /review-complete', {}, 409)).code).toBe('review.not-settled');

  await report(id, 'background', 'consider');
  expect((await act(scene, 'ada', id, 'POST /review-complete', {}, 409)).code).toBe('review.not-settled');
  await act(scene, 'ada', id, 'POST /checks/background/adjudicate', { verdict: 'false_positive', note: 'Namesake.' });
  await scene.engine.advance('PT0S');
  expect((await look(id)).status).toBe('review_complete');
});

test('a report about a case that has ended is kept, and changes nothing else', async () => {
  const id = await underReview(scene, 'carla', 'sim all=silent');
  await act(scene, 'carla', id, 'POST /withdraw', { reason: 'I moved.', confirm: true });
  await scene.engine.advance('PT0S');
  await report(id, 'background', 'consider');
  expect(await look(id)).toMatchObject({ status: 'cancelled', outcome: 'withdrawn' });
  const { result, lateResults } = await checkOf(id, 'background');
  expect(result).toBeUndefined();
  expect(lateResults).toMatchObject([{ result: 'consider' }]);
});
