import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runningSystem } from '../support/running-system.ts';
import type { Answer } from '../support/running-system-client.ts';
import { draft } from './case-builder.ts';
import { ALL_ROUTES, NEEDS_TOKEN, pathOf } from './routes-under-test.ts';
import { expectUntouched, type Witness, witness } from './witness.ts';

const scene = runningSystem();
let before: Witness;
let good: string;
let expired: string;

beforeAll(async () => {
  before = await witness(scene, await draft(scene, 'carla'));
  expired = await scene.api.tokenOf('carla');
  await scene.engine.advance('P1D');
  const renewed = runningSystem().api;
  good = await renewed.tokenOf('carla');
});
afterAll(() => expectUntouched(scene, before));

/** The gateway's own answer: nothing of ours has seen the request. */
const expectBare401 = ({ status, headers, body }: Answer, what: string) => {
  expect([status, body], what).toEqual([401, { message: 'Unauthorized' }]);
  expect(headers.get('www-authenticate'), what).toBe('Bearer');
  expect(headers.get('x-request-id'), what).toBeNull();
};

const parts = (token: string) => token.split('.') as [string, string, string];
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());

function forgeries(): readonly [what: string, token: string | undefined][] {
  const [header, payload, signature] = parts(good);
  const promoted = encode({ ...decode(payload), 'cognito:groups': ['supervisor'] });
  return [
    ['none', undefined],
    ['nonsense', 'nonsense'],
    ['an expired one', expired],
    ['one with another role', `${header}.${promoted}.${signature}`],
    ['an unsigned one', `${encode({ alg: 'none', typ: 'JWT' })}.${promoted}.`],
    ['one without its signature', `${header}.${payload}.`],
    ["another token's signature", `${header}.${payload}.${parts(expired)[2]}`],
  ];
}

test('the token that the others are made from is good', async () => {
  expect((await scene.api.sendWith(good, 'GET', '/v1/me')).body.personId).toBe('consumer_carla');
});

describe.each(NEEDS_TOKEN)('$key', (route) => {
  test('answers a bare 401 to anything but a valid token', async () => {
    for (const [what, token] of forgeries()) {
      expectBare401(await scene.api.sendWith(token, route.method, pathOf(route, { caseId: before.caseId })), what);
    }
  });
});

test('only health, the descriptions and the signed callbacks take no token', () => {
  const open = ALL_ROUTES.filter((route) => !NEEDS_TOKEN.includes(route)).map(({ key }) => key);
  expect(open).toEqual([
    'GET /v1/health',
    'GET /v1/openapi.json',
    'GET /v1/docs',
    'POST /v1/provider-callbacks/{provider}',
    'GET /v1/playbooks/schema.json',
  ]);
});

test.each(['GET /v1/health', 'GET /v1/openapi.json', 'GET /v1/docs', 'GET /v1/playbooks/schema.json'])(
  '%s needs no token',
  async (key) => {
    const [method = '', path = ''] = key.split(' ');
    expect((await scene.api.sendWith(undefined, method, path)).status).toBe(200);
  },
);
