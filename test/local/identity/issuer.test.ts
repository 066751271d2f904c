import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIdentity, type Identity } from '../../../local/identity/identity.ts';
import { type StandIn, standIn } from '../objects/engine-stand-in.ts';
import { poolId, poolResources } from './pool.ts';

const callback = 'http://127.0.0.1:9/callback';
const name = 'ada@example.com';
const password = 'correct horse 1';
const verifier = 'a'.repeat(64);
const challenge = createHash('sha256').update(verifier).digest('base64url');
const day = 86_400_000;

let engine: StandIn;
let identity: Identity;
let server: Server;
let issuer: string;

async function command(operation: string, input: object): Promise<Record<string, unknown>> {
  const reply = await identity.wire({
    method: 'POST',
    url: '/',
    headers: { 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` },
    body: Buffer.from(JSON.stringify({ UserPoolId: poolId, ...input })),
  });
  return JSON.parse(String(reply.body)) as Record<string, unknown>;
}

beforeAll(async () => {
  server = createServer((req, res) => identity.http(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  issuer = `${publicUrl}/_auth`;
  engine = standIn({ resources: poolResources(callback), publicUrl });
  identity = createIdentity(engine.context);
  await command('AdminCreateUser', { Username: name, MessageAction: 'SUPPRESS' });
  await command('AdminSetUserPassword', { Username: name, Password: password, Permanent: true });
  await command('AdminAddUserToGroup', { Username: name, GroupName: 'agent' });
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** A browser as far as sign-in needs one: it keeps cookies and does not follow redirects by itself. */
function browser() {
  const jar = new Map<string, string>();
  return async (url: string, init: RequestInit = {}) => {
    const cookie = [...jar].map(([key, value]) => `${key}=${value}`).join('; ');
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as object), cookie },
    });
    for (const line of response.headers.getSetCookie()) {
      const [key, value] = line.split(';')[0]!.split('=') as [string, string];
      if (value === '') jar.delete(key);
      else jar.set(key, value);
    }
    const location = response.headers.get('location');
    return {
      status: response.status,
      location: location && new URL(location, url).href,
      text: await response.text(),
      headers: response.headers,
    };
  };
}

const authorizeUrl = (over: Record<string, string> = {}) => {
  const query = {
    client_id: 'portal',
    response_type: 'code',
    redirect_uri: callback,
    scope: 'openid email',
    state: 's1',
  };
  const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
  return `${issuer}/oauth2/authorize?${new URLSearchParams({ ...query, ...pkce, ...over })}`;
};

const form = (fields: Record<string, string>) => ({
  method: 'POST',
  body: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});

/** Signs in on the page and gives the code that the portal receives. */
async function signIn(open = browser()): Promise<string> {
  const start = await open(authorizeUrl());
  const posted = await open(start.location!, form({ name, password }));
  const resumed = await open(posted.location!);
  const back = new URL(resumed.location!);
  expect([back.origin + back.pathname, back.searchParams.get('state')]).toEqual([callback, 's1']);
  return back.searchParams.get('code')!;
}

const exchange = (fields: Record<string, string>, headers: Record<string, string> = {}) => {
  const init = form(fields);
  return fetch(`${issuer}/oauth2/token`, { ...init, headers: { ...init.headers, ...headers } });
};

const redeem = (code: string, code_verifier = verifier) =>
  exchange({ grant_type: 'authorization_code', client_id: 'portal', code, redirect_uri: callback, code_verifier });

const verify = (token: string) =>
  jwtVerify(token, createLocalJWKSet(identity.jwks()), { currentDate: new Date(engine.context.clock.now()), issuer });

describe('the issuer', () => {
  it('publishes its configuration and keys where clients look for them', async () => {
    const document = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Record<
      string,
      string
    >;
    expect(document['issuer']).toBe(issuer);
    const keys = createRemoteJWKSet(new URL(document['jwks_uri']!));
    const code = await signIn();
    const { access_token } = (await (await redeem(code)).json()) as { access_token: string };
    const currentDate = new Date(engine.context.clock.now());
    expect((await jwtVerify(access_token, keys, { currentDate })).payload.iss).toBe(issuer);
  });

  it('signs a person in by its page, with code and PKCE, and gives tokens in the shape of the user pool', async () => {
    const tokens = (await (await redeem(await signIn())).json()) as Record<string, string>;
    const { payload } = await verify(tokens['access_token']!);
    const seconds = engine.context.clock.now() / 1000;
    expect(payload).toMatchObject({
      client_id: 'portal',
      token_use: 'access',
      'cognito:groups': ['agent'],
      username: payload.sub,
      iat: seconds,
      exp: seconds + 1800,
    });
    expect(payload.aud).toBeUndefined();
    expect(String(payload['scope']).split(' ')).toContain('openid');
    const { payload: person } = await verify(tokens['id_token']!);
    expect(person).toMatchObject({ aud: 'portal', email: name, 'cognito:groups': ['agent'], sub: payload.sub });
  });

  it('shows an accessible page and says so when the password is wrong', async () => {
    const open = browser();
    const start = await open(authorizeUrl());
    const shown = await open(start.location!);
    expect(shown.text).toMatch(/<html lang="en">[\s\S]*<label for="name">[\s\S]*<label for="password">/);
    expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
    const wrong = await open(start.location!, form({ name: '"><script>', password: 'x' }));
    expect(wrong.status).toBe(401);
    expect(wrong.text).toContain('role="alert"');
    expect(wrong.text).not.toContain('<script>');
    expect((await open(start.location!, form({ name, password }))).status).toBe(303);
  });

  it('refuses an unknown redirect, a missing challenge, a wrong verifier and a code used twice', async () => {
    const open = browser();
    expect((await open(authorizeUrl({ redirect_uri: 'http://evil.example/' }))).status).toBe(400);
    const unchallenged = authorizeUrl().replace(/&code_challenge[^&]*/g, '');
    expect(new URL((await open(unchallenged)).location!).searchParams.get('error')).toBe('invalid_request');
    expect((await redeem(await signIn(), 'b'.repeat(64))).status).toBe(400);
    const code = await signIn();
    expect([(await redeem(code)).status, (await redeem(code)).status]).toEqual([200, 400]);
  });

  it('gives nobody a scope that the client does not have', async () => {
    const { location } = await browser()(authorizeUrl({ scope: 'openid gangway/callbacks' }));
    expect(new URL(location!).searchParams.get('error')).toBe('invalid_scope');
  });

  it('gives a machine client a token for its scopes by its secret only', async () => {
    const described = await command('DescribeUserPoolClient', { ClientId: 'machine' });
    const { ClientSecret } = described['UserPoolClient'] as { ClientSecret: string };
    const ask = (secret: string) =>
      exchange(
        { grant_type: 'client_credentials' },
        { authorization: `Basic ${Buffer.from(`machine:${secret}`).toString('base64')}` },
      );
    const { access_token } = (await (await ask(ClientSecret)).json()) as { access_token: string };
    const { payload } = await verify(access_token);
    expect(payload).toMatchObject({
      sub: 'machine',
      client_id: 'machine',
      token_use: 'access',
      scope: 'gangway/callbacks',
    });
    expect((await ask('wrong')).status).toBe(401);
  });

  it('refreshes for an enabled person only', async () => {
    const tokens = (await (await redeem(await signIn())).json()) as Record<string, string>;
    const refresh = () =>
      exchange({ grant_type: 'refresh_token', client_id: 'portal', refresh_token: tokens['refresh_token']! });
    expect((await refresh()).status).toBe(200);
    await command('AdminDisableUser', { Username: name });
    expect((await refresh()).status).toBe(400);
    await command('AdminEnableUser', { Username: name });
  });

  it('keeps a sign-in over a restart of the engine', async () => {
    const open = browser();
    await signIn(open);
    identity = createIdentity(engine.restarted().context);
    const again = await open(authorizeUrl());
    expect(new URL(again.location!).searchParams.get('code')).toBeTruthy();
    identity = createIdentity(engine.context);
  });

  it('asks to sign in again after thirty days, and then gives tokens of that day', async () => {
    const open = browser();
    const old = (await (await redeem(await signIn(open))).json()) as Record<string, string>;
    const soon = await open(authorizeUrl());
    expect(soon.location).toContain(`${callback}?`);
    engine.advance(30 * day);
    await expect(verify(old['access_token']!)).rejects.toBeInstanceOf(errors.JWTExpired);
    const later = await open(authorizeUrl());
    expect(later.location).toContain('/_auth/interaction/');
    const fresh = (await (await redeem(await signIn(open))).json()) as Record<string, string>;
    const { payload } = await verify(fresh['access_token']!);
    expect(payload.exp).toBe(engine.context.clock.now() / 1000 + 1800);
  });
});
