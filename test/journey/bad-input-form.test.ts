import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runningSystem } from '../support/running-system.ts';
import type { Sending } from '../support/running-system-client.ts';
import { draft } from './case-builder.ts';
import { faultsOf } from './faulty-bodies.ts';
import { ALL_ROUTES, pathOf, type RouteUnderTest, WITH_BODY } from './routes-under-test.ts';
import { sampleOf } from './sample-body.ts';
import { expectUntouched, type Witness, witness } from './witness.ts';

const scene = runningSystem();
let before: Witness;

beforeAll(async () => {
  before = await witness(scene, await draft(scene, 'carla'));
});
afterAll(async () => {
  await scene.engine.advance('PT0S');
  await expectUntouched(scene, before);
});

/** As a supervisor who has seen the case. */
const sendTo = (route: RouteUnderTest, sending: Sending) =>
  scene.api.send('sue', route.method, pathOf(route, { caseId: before.caseId }), {
    ifMatch: `"${before.version}"`,
    ...sending,
  });

describe.each(WITH_BODY)('$key', (route) => {
  afterAll(() => expectUntouched(scene, before));

  test('refuses what is not JSON', async () => {
    for (const raw of ['{"a":', 'nonsense', '{"a":1}}', "{'a':1}", '\u0000', '{"__proto__":{}}x']) {
      const { status, headers, body } = await sendTo(route, { raw });
      expect(status, raw).toBe(400);
      expect(body.code, raw).toMatch(/^request\.(malformed-json|unknown-member)$/);
      expect(headers.get('content-type')).toBe('application/problem+json');
      expect(headers.get('x-request-id')).toBe(body.requestId);
    }
  });

  test('names every wrong type and every unknown member by its pointer', async () => {
    for (const { body, pointer, code } of faultsOf(route.body!)) {
      const answer = await sendTo(route, { body });
      const said = JSON.stringify(body);
      expect([answer.status, answer.body.code], said).toEqual([400, code]);
      expect(answer.body.errors, said).toContainEqual(expect.objectContaining({ pointer, code }));
    }
  });

  test('refuses a body over 256 KB', async () => {
    const { status, body } = await sendTo(route, { raw: `{"nobodyKnowsThis":"${'x'.repeat(256 * 1024)}"}` });
    expect([status, body.code]).toEqual([413, 'request.too-large']);
  });

  test('refuses an idempotency key and an If-Match that are none', async () => {
    const body = sampleOf(route.body!);
    const headers: Sending[] = [{ key: 'with blanks in it' }, { key: 'x'.repeat(256) }, { ifMatch: 'W/"1"' }];
    for (const sending of [...headers, { ifMatch: '*' }, { ifMatch: '"1", "2"' }]) {
      const answer = await sendTo(route, { body, ...sending });
      expect([answer.status, answer.body.code]).toEqual([400, 'request.malformed-header']);
    }
  });
});

describe.each(WITH_BODY.filter(({ body }) => body?.required !== undefined))('$key', (route) => {
  test('names everything that is missing', async () => {
    const { status, body } = await sendTo(route, { body: {} });
    expect([status, body.code]).toEqual([422, 'request.invalid']);
    const named = body.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(named.toSorted()).toEqual(route.body!.required!.map((name) => `/${name}`).toSorted());
  });
});

describe.each(ALL_ROUTES)('$key', (route) => {
  afterAll(() => expectUntouched(scene, before));

  test('refuses a parameter that it does not know', async () => {
    const path = `${pathOf(route, { caseId: before.caseId })}?nobodyKnowsThis=1`;
    const { status, body } = await scene.api.send('sue', route.method, path);
    expect([status, body.code]).toEqual([400, 'request.unknown-parameter']);
    expect(body.errors).toContainEqual(expect.objectContaining({ pointer: '/nobodyKnowsThis' }));
  });
});

/** Lists of playbooks are looked for behind the right to them. */
const LISTS = ALL_ROUTES.filter(({ query, spec }) => query?.properties?.['cursor'] && spec.context !== 'playbooks');

describe.each(LISTS)('$key', (route) => {
  const needed = route.query!.required?.includes('view') ? 'view=all&' : '';

  test.each([
    ['limit=many', 400, 'request.wrong-type'],
    ['limit=0', 422, 'request.invalid'],
    ['limit=201', 422, 'request.invalid'],
    ['limit=1.5', 400, 'request.wrong-type'],
    ['cursor=made-up', 400, 'request.invalid-cursor'],
  ])('refuses ?%s', async (query, status, code) => {
    const path = `${pathOf(route, { caseId: before.caseId })}?${needed}${query}`;
    const answer = await scene.api.send('sue', route.method, path);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});

test('a body that no function would take is refused by the gateway itself', async () => {
  const raw = 'x'.repeat(6 * 1024 * 1024 + 1);
  const { status, body } = await scene.api.send('sue', 'POST', '/v1/cases', { raw });
  expect([status, body]).toEqual([413, { message: 'Request Entity Too Large' }]);
});

test.each([
  ['GET', '/v1/cases?view=everything', 422, 'request.invalid'],
  ['GET', '/v1/cases', 422, 'request.invalid'],
  ['GET', '/v1/cases?view=all&status=lost', 422, 'request.invalid'],
  ['GET', '/v1/nothing', 404, 'route.not-found'],
  ['GET', '/', 404, 'route.not-found'],
  ['DELETE', '/v1/cases', 404, 'route.not-found'],
  ['POST', '/v1/cases/case_01J0000000000000000000ZZZZ/cancel', 404, 'route.not-found'],
  ['PUT', '/v1/me', 404, 'route.not-found'],
])('%s %s is answered with %i %s', async (method, path, status, code) => {
  const { status: given, headers, body } = await scene.api.send('sue', method, path);
  expect([given, body.code]).toEqual([status, code]);
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(headers.get('x-request-id')).toBe(body.requestId);
});
