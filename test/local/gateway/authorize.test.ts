import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../../local/gateway/api-model.ts';
import { type Authorize, createAuthorize } from '../../../local/gateway/authorize.ts';

const ISSUER = 'http://127.0.0.1:4000/_auth';
const NOW_SECONDS = 1_800_000_000;
const route: Route = {
  key: 'GET /x',
  functionName: 'f',
  timeoutMs: 1,
  authorizer: {
    issuer: ISSUER,
    audience: ['portal'],
    header: 'authorization',
  },
  scopes: [],
};

let authorize: Authorize;
let nowMs: number;
let sign: (claims: Record<string, unknown>) => Promise<string>;
let forge: (claims: Record<string, unknown>) => Promise<string>;

const claims = { iss: ISSUER, aud: 'portal', exp: NOW_SECONDS + 60, sub: 'person-1' };
const bearer = async (given: Record<string, unknown>) => ({ authorization: `Bearer ${await sign(given)}` });

beforeAll(async () => {
  const signer = await generateKeyPair('RS256', { extractable: true });
  const stranger = await generateKeyPair('RS256', { extractable: true });
  const signWith = (key: Parameters<SignJWT['sign']>[0]) => (given: Record<string, unknown>) =>
    new SignJWT(given).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(key);
  sign = signWith(signer.privateKey);
  forge = signWith(stranger.privateKey);
  const key = { ...(await exportJWK(signer.publicKey)), kid: 'one', alg: 'RS256' };
  nowMs = NOW_SECONDS * 1000;
  authorize = createAuthorize({ now: () => nowMs, keys: () => ({ keys: [key] }) });
});

describe('the JWT authorizer', () => {
  it('passes the claims on as texts, lists in brackets', async () => {
    const result = await authorize(route, await bearer({ ...claims, 'cognito:groups': ['agent', 'supervisor'] }));
    expect(result).toEqual({
      ok: true,
      jwt: {
        claims: {
          iss: ISSUER,
          aud: 'portal',
          exp: '1800000060',
          sub: 'person-1',
          'cognito:groups': '[agent supervisor]',
        },
        scopes: null,
      },
    });
  });

  it('takes the client of a token without an audience', async () => {
    const { aud, ...rest } = claims;
    expect(aud).toBe('portal');
    expect(await authorize(route, await bearer({ ...rest, client_id: 'portal' }))).toMatchObject({ ok: true });
  });

  it.each<[string, Record<string, unknown>]>([
    ['of another audience', { aud: 'other' }],
    ['of another issuer', { iss: 'http://127.0.0.1:4001/_auth' }],
    ['that has expired', { exp: NOW_SECONDS }],
    ['without an expiry', { exp: undefined }],
    ['that is not valid yet', { nbf: NOW_SECONDS + 1 }],
  ])('refuses a token %s with 401', async (_name, change) => {
    expect(await authorize(route, await bearer({ ...claims, ...change }))).toEqual({ ok: false, status: 401 });
  });

  it('refuses a forged, a broken and a missing token with 401', async () => {
    const forged = { authorization: `Bearer ${await forge(claims)}` };
    expect(await authorize(route, forged)).toEqual({ ok: false, status: 401 });
    expect(await authorize(route, { authorization: 'Bearer nonsense' })).toEqual({ ok: false, status: 401 });
    expect(await authorize(route, {})).toEqual({ ok: false, status: 401 });
  });

  it('refuses an accepted token once the engine clock has passed its expiry', async () => {
    const headers = await bearer({ ...claims, sub: 'person-2' });
    expect(await authorize(route, headers)).toMatchObject({ ok: true });
    nowMs += 61_000;
    expect(await authorize(route, headers)).toEqual({ ok: false, status: 401 });
    nowMs -= 61_000;
  });

  it('asks for one of the scopes of the route', async () => {
    const guarded = { ...route, scopes: ['cases/read'] };
    const without = await bearer({ ...claims, scope: 'openid' });
    expect(await authorize(guarded, without)).toEqual({ ok: false, status: 403 });
    const within = await bearer({ ...claims, scope: 'openid cases/read' });
    expect(await authorize(guarded, within)).toMatchObject({ ok: true, jwt: { scopes: ['cases/read'] } });
  });

  it('lets everybody pass where a route has no authorizer', async () => {
    expect(await authorize({ ...route, authorizer: undefined }, {})).toEqual({ ok: true });
  });
});
