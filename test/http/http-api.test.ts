import { describe, expect, test } from 'vitest';
import type { Context } from '../../shared/contract/route-spec.ts';
import { ROUTES, type RouteKey } from '../../shared/contract/routes.ts';
import { CaseNotFound } from '../../shared/domain/errors.ts';
import type { CallerSource } from '../../shared/http/callers.ts';
import { httpApi } from '../../shared/http/http-api.ts';
import type { Handlers, Incoming, Reply } from '../../shared/http/incoming.ts';
import { CallerUnknown } from '../../shared/http/request-errors.ts';
import { ThrottledStore } from '../../shared/store/errors.ts';
import { AT, aCaller } from '../support/a-case.ts';
import { aLog, anEvent, bodyOf, CASE_ID, lambdaContext } from './an-event.ts';

const CREATE = 'POST /v1/cases';
const SUBMIT = 'POST /v1/cases/{caseId}/submit';
const GET_CASE = 'GET /v1/cases/{caseId}';

/** The routes of the contract with one behaviour for all of them; keeps what reaches a handler. */
function anApi(answer: (incoming: Incoming) => Promise<Reply> = async () => ({ body: {} })) {
  const received: Incoming[] = [];
  const log = aLog();
  const handle = (incoming: Incoming) => {
    received.push(incoming);
    return answer(incoming);
  };
  const routes = Object.keys(ROUTES) as RouteKey[];
  const handlers = Object.fromEntries(routes.map((route) => [route, handle])) as unknown as Handlers<Context>;
  const callers: CallerSource = {
    callerOf: async ({ sub }) => {
      if (sub !== 'sub-ada') throw new CallerUnknown();
      return aCaller();
    },
  };
  const api = httpApi(handlers, { context: 'cases', callers, now: () => AT, log });
  return { received, log, call: (event: Parameters<typeof anEvent>[0]) => api(anEvent(event), lambdaContext) };
}

describe('a request that the contract accepts', () => {
  test('reaches its handler parsed, identified and stamped', async () => {
    const { call, received } = anApi();
    const headers = { 'if-match': '"7"', 'idempotency-key': 'k-1' };
    const result = await call({ route: SUBMIT, params: { caseId: CASE_ID }, headers, body: { materialVersion: 3 } });

    expect(result).toMatchObject({ statusCode: 200, headers: { 'x-request-id': 'req-1' }, body: '{}' });
    expect(received[0]).toMatchObject({
      route: SUBMIT,
      params: { caseId: CASE_ID },
      query: {},
      body: { materialVersion: 3 },
      ifMatch: 7,
      idempotency: { principal: 'contact_ada', route: SUBMIT, key: 'k-1' },
      caller: { personId: 'contact_ada' },
      requestId: 'req-1',
      at: AT,
    });
    expect(received[0]?.idempotency?.bodyHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('needs no body where the command takes no input', async () => {
    const { call } = anApi();
    const params = { caseId: CASE_ID };
    expect(await call({ route: 'POST /v1/cases/{caseId}/claim', params })).toMatchObject({ statusCode: 200 });
  });

  test('may have a body in base64', async () => {
    const { call, received } = anApi();
    await call({ route: SUBMIT, params: { caseId: CASE_ID }, base64Body: 'eyJtYXRlcmlhbFZlcnNpb24iOjN9' });
    expect(received[0]?.body).toEqual({ materialVersion: 3 });
  });

  test('is answered with the strong tag of the version, and not at all when that is known', async () => {
    const { call } = anApi(async () => ({ body: { id: 1 }, version: 12 }));
    const params = { caseId: CASE_ID };
    expect(await call({ route: GET_CASE, params })).toMatchObject({ statusCode: 200, headers: { etag: '"12"' } });
    const again = await call({ route: GET_CASE, params, headers: { 'if-none-match': '"11", W/"12"' } });
    expect(again).toMatchObject({ statusCode: 304, headers: { etag: '"12"' } });
    expect(again).not.toHaveProperty('body');
  });

  test('of another case has another hash under the same key', async () => {
    const { call, received } = anApi();
    const headers = { 'idempotency-key': 'k-1' };
    for (const caseId of [CASE_ID, 'ONB-0000-0000']) {
      await call({ route: 'POST /v1/cases/{caseId}/claim', params: { caseId }, headers, body: {} });
    }
    const [first, second] = received.map(({ idempotency }) => idempotency?.bodyHash);
    expect(first).not.toBe(second);
  });

  test('is nobody on a public route, whatever its token says', async () => {
    const { call, received } = anApi();
    await call({ route: 'GET /v1/health', headers: { 'idempotency-key': 'k' } });
    expect(received[0]?.caller).toMatchObject({ personId: 'anonymous', kind: 'provider', roles: [] });
    expect(received[0]).not.toHaveProperty('idempotency');
  });
});

const params = { caseId: CASE_ID };
const wrong = (pointer: string, code: string) => ({ errors: [expect.objectContaining({ pointer, code })] });

describe('a request that the contract refuses', () => {
  test.each([
    ['text that is not JSON', { route: CREATE, rawBody: '{"type":' }, 400, { code: 'request.malformed-json' }],
    [
      'an unknown member',
      { route: CREATE, body: { type: 'a', channel: 'web', admin: true } },
      400,
      { code: 'request.unknown-member', ...wrong('/admin', 'request.unknown-member') },
    ],
    [
      'an unknown member further in',
      { route: CREATE, body: { type: 'a', channel: 'web', prospect: { kind: 'business', name: 'A', 'x/y': 1 } } },
      400,
      { code: 'request.unknown-member', ...wrong('/prospect/x~1y', 'request.unknown-member') },
    ],
    [
      'the name that every object has',
      { route: CREATE, rawBody: '{"type":"a","channel":"web","__proto__":{"admin":true}}' },
      400,
      { code: 'request.unknown-member' },
    ],
    [
      'a number for a text',
      { route: CREATE, body: { type: 7, channel: 'web' } },
      400,
      { code: 'request.wrong-type', ...wrong('/type', 'request.wrong-type') },
    ],
    [
      'a list for a body',
      { route: CREATE, body: [] },
      400,
      { code: 'request.wrong-type', ...wrong('', 'request.wrong-type') },
    ],
    [
      'an answer that is an object',
      { route: CREATE, body: { type: 'a', channel: 'web', answers: { name: { first: 'A' } } } },
      400,
      { code: 'request.wrong-type', ...wrong('/answers/name', 'request.wrong-type') },
    ],
    [
      'an answer under a name that no field can have',
      { route: CREATE, body: { type: 'a', channel: 'web', answers: { 'no name': 'A' } } },
      400,
      { code: 'request.unknown-member', ...wrong('/answers/no name', 'request.unknown-member') },
    ],
    [
      'a missing member',
      { route: CREATE, body: { type: 'a' } },
      422,
      { code: 'request.invalid', ...wrong('/channel', 'value.missing') },
    ],
    [
      'a value that is not an option',
      { route: CREATE, body: { type: 'a', channel: 'fax' } },
      422,
      { code: 'request.invalid', ...wrong('/channel', 'value.not-an-option') },
    ],
    [
      'a text that is too long',
      { route: 'POST /v1/cases/{caseId}/withdraw', params, body: { reason: 'x'.repeat(1_001), confirm: true } },
      422,
      { code: 'request.invalid', ...wrong('/reason', 'value.too-long') },
    ],
    [
      'an answer that is too long',
      { route: CREATE, body: { type: 'a', channel: 'web', answers: { name: 'x'.repeat(10_001) } } },
      422,
      { code: 'request.invalid', ...wrong('/answers/name', 'value.too-long') },
    ],
    [
      'no confirmation',
      { route: 'POST /v1/cases/{caseId}/withdraw', params, body: { reason: 'x', confirm: false } },
      422,
      { code: 'request.invalid', ...wrong('/confirm', 'value.not-an-option') },
    ],
    [
      'an unknown parameter',
      { route: GET_CASE, params, query: { fields: 'id' } },
      400,
      { code: 'request.unknown-parameter', ...wrong('/fields', 'request.unknown-parameter') },
    ],
    [
      'a parameter where there are none',
      { route: 'GET /v1/health', query: { verbose: '1' } },
      400,
      { code: 'request.unknown-parameter', ...wrong('/verbose', 'request.unknown-parameter') },
    ],
    [
      'a limit that is no number',
      { route: 'GET /v1/cases', query: { view: 'all', limit: 'many' } },
      400,
      { code: 'request.wrong-type', ...wrong('/limit', 'request.wrong-type') },
    ],
    [
      'a limit above the most',
      { route: 'GET /v1/cases', query: { view: 'all', limit: '201' } },
      422,
      { code: 'request.invalid', ...wrong('/limit', 'value.too-large') },
    ],
    [
      'a list without a view',
      { route: 'GET /v1/cases' },
      422,
      { code: 'request.invalid', ...wrong('/view', 'value.missing') },
    ],
    ['more than 256 KB', { route: CREATE, rawBody: `"${'x'.repeat(262_143)}"` }, 413, { code: 'request.too-large' }],
    [
      'a tag that is not ours',
      { route: GET_CASE, params, headers: { 'if-match': 'W/"1"' } },
      400,
      { code: 'request.malformed-header' },
    ],
    [
      'a key that is too long',
      { route: SUBMIT, params, headers: { 'idempotency-key': 'k'.repeat(256) }, body: { materialVersion: 1 } },
      400,
      { code: 'request.malformed-header' },
    ],
    [
      'a token of nobody on record',
      { route: GET_CASE, params, claims: { sub: 'sub-eve' } },
      403,
      { code: 'caller.unknown' },
    ],
    ['an address that is not in the contract', { route: '$default' }, 404, { code: 'route.not-found' }],
  ] as const)('%s: never reaches a handler', async (_, event, status, problem) => {
    const { call, received, log } = anApi();
    const result = await call(event);
    expect(result).toMatchObject({
      statusCode: status,
      headers: { 'content-type': 'application/problem+json', 'x-request-id': 'req-1' },
    });
    expect(bodyOf(result)).toMatchObject({ status, requestId: 'req-1', ...problem });
    expect(received).toEqual([]);
    expect(log.lines.map(({ level }) => level)).toEqual(['info']);
  });

  test('an id that can be none is answered as an id that is none', async () => {
    const { call } = anApi(async () => {
      throw new CaseNotFound();
    });
    const absent = await call({ route: GET_CASE, params });
    const impossible = await Promise.all(
      ["' OR 1=1", 'case_short', '../../etc', 'ONB-1', '%00', ''].map((caseId) =>
        call({ route: GET_CASE, params: { caseId } }),
      ),
    );
    expect(bodyOf(absent)).toMatchObject({ status: 404, code: 'case.not-found' });
    for (const result of impossible) expect(result).toEqual(absent);
  });

  test('both wrong and unknown is told whole', async () => {
    const { call } = anApi();
    const body = bodyOf(await call({ route: CREATE, body: { type: 1, extra: 1 } }));
    const pointers = (body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer);
    expect(pointers.toSorted()).toEqual(['/channel', '/extra', '/type']);
  });
});

describe('a failure of ours', () => {
  test('is told without a word of its cause, and logged with it', async () => {
    const cause = new TypeError('secret of ada@example.com');
    const { call, log } = anApi(async () => {
      throw cause;
    });
    const result = await call({ route: GET_CASE, params });
    expect(bodyOf(result)).toEqual({
      type: 'urn:gangway:problem:internal',
      title: 'Something went wrong on our side',
      status: 500,
      code: 'internal',
      requestId: 'req-1',
    });
    expect(log.lines).toMatchObject([{ level: 'error', error: cause, facts: { requestId: 'req-1', route: GET_CASE } }]);
  });

  test('to take more requests says when to come again', async () => {
    const { call } = anApi(async () => {
      throw new ThrottledStore(undefined);
    });
    expect(await call({ route: GET_CASE, params })).toMatchObject({ statusCode: 503, headers: { 'retry-after': '1' } });
  });
});
