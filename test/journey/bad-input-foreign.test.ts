import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runningSystem } from '../support/running-system.ts';
import type { Answer } from '../support/running-system-client.ts';
import { claimed } from './case-builder.ts';
import { CHANGES, OF_A_CASE, pathOf, type RouteUnderTest } from './routes-under-test.ts';
import { sampleOf } from './sample-body.ts';
import { expectUntouched, type Witness, witness } from './witness.ts';

const scene = runningSystem();
let before: Witness;
let number: string;

beforeAll(async () => {
  const caseId = await claimed(scene, 'carla');
  before = await witness(scene, caseId);
  ({ number } = (await scene.api.send('carla', 'GET', `/v1/cases/${caseId}`)).body);
});
afterAll(async () => {
  await scene.engine.advance('PT0S');
  await expectUntouched(scene, before);
});

const ABSENT = 'case_01J0000000000000000000ZZZZ';
/** Another consumer, a contact, an agent of another group, and somebody who administers but never reads cases. */
const STRANGERS = ['luis', 'nina', 'ben', 'ann'];

const ask = (actor: string, route: RouteUnderTest, caseId: string): Promise<Answer> =>
  scene.api.send(actor, route.method, pathOf(route, { caseId }), {
    ifMatch: '"1"',
    ...(route.body && { body: sampleOf(route.body) }),
  });

/** Everything that an answer tells, but for the number that each request has. */
const told = ({ status, headers, body }: Answer) => {
  const { requestId: _, ...rest } = body;
  return { status, rest, etag: headers.get('etag'), type: headers.get('content-type') };
};

describe.each(OF_A_CASE)('$key', (route) => {
  afterAll(() => expectUntouched(scene, before));

  test('tells nobody a case that is not theirs from one that is not there', async () => {
    for (const stranger of STRANGERS) {
      const absent = told(await ask(stranger, route, ABSENT));
      expect([absent.status, absent.rest.code], stranger).toEqual([404, 'case.not-found']);
      expect(told(await ask(stranger, route, before.caseId)), stranger).toEqual(absent);
    }
  });
});

describe.each(CHANGES.filter((route) => OF_A_CASE.includes(route)))('$key', (route) => {
  test('is never done by an auditor, who sees the case', async () => {
    const { status, body } = await ask('abe', route, before.caseId);
    expect([status, body.code]).toEqual([403, 'case.forbidden']);
  });
});

test('what is no id at all, and the number of a case, tell a stranger no more', async () => {
  const route = OF_A_CASE[0]!;
  const absent = told(await ask('luis', route, ABSENT));
  for (const id of [number, 'ONB-0000-0000', 'case_1', 'nonsense', '..%2Fme']) {
    expect(told(await ask('luis', route, id)), id).toEqual(absent);
  }
});

test.each(['abe', 'ann', 'cleo'])('%s opens no case', async (actor) => {
  const body = { type: 'consumer-account', channel: 'phone', onBehalfOf: 'consumer_carla' };
  const answer = await scene.api.send(actor, 'POST', '/v1/cases', { body });
  expect([answer.status, answer.body.code]).toEqual([403, 'case.forbidden']);
});

test.each(['consumer_luis', 'contact_nina', 'consumer_nobody'])(
  'a consumer opens no case for %s',
  async (onBehalfOf) => {
    const body = { type: 'consumer-account', channel: 'web', onBehalfOf };
    const answer = await scene.api.send('carla', 'POST', '/v1/cases', { body });
    expect([answer.status, answer.body.code]).toEqual([403, 'case.forbidden']);
  },
);

test.each([
  ['ada', 'an agent who owns the case'],
  ['sue', 'a supervisor'],
  ['cleo', 'somebody of compliance'],
  ['abe', 'an auditor'],
])('%s, %s, neither accepts nor rejects for the customer', async (actor) => {
  for (const [verb, body] of [
    ['accept', {}],
    ['reject', { reasonCode: 'fees_too_high', feedback: 'no' }],
  ] as const) {
    const path = `/v1/cases/${before.caseId}/proposals/1/${verb}`;
    const answer = await scene.api.send(actor, 'POST', path, { body, ifMatch: `"${before.version}"` });
    expect([answer.status, answer.body.code]).toEqual([403, 'case.forbidden']);
  }
});

test('an admin has no list of cases', async () => {
  for (const view of ['all', 'group-queue', 'my-cases', 'unassigned']) {
    const { status } = await scene.api.send('ann', 'GET', `/v1/cases?view=${view}`);
    expect(status, view).toBe(403);
  }
});

test.each([
  ['carla', 'all'],
  ['carla', 'group-queue'],
  ['carla', 'assigned-to-me'],
  ['carla', 'account-cases'],
  ['ada', 'all'],
  ['ada', 'account-cases'],
])('%s has no list %s', async (actor, view) => {
  const { status, body } = await scene.api.send(actor, 'GET', `/v1/cases?view=${view}`);
  expect([status, body.code]).toEqual([403, 'case.forbidden']);
});

test("an agent has no queue of another group, and a stranger's cursor opens nothing", async () => {
  const foreign = await scene.api.send('ben', 'GET', '/v1/cases?view=group-queue&group=consumer-onboarding');
  expect([foreign.status, foreign.body.code]).toEqual([403, 'case.forbidden']);
  const page = await scene.api.send('sue', 'GET', '/v1/cases?view=all&limit=1');
  const cursor = encodeURIComponent(page.body.nextCursor);
  const stolen = await scene.api.send('cleo', 'GET', `/v1/cases?view=all&limit=1&cursor=${cursor}`);
  expect([stolen.status, stolen.body.code]).toEqual([400, 'request.invalid-cursor']);
});
