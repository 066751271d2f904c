import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FixtureEngine, startFixture } from '../support/fixture-engine.ts';

let fixture: FixtureEngine;
const get = (path: string, init?: RequestInit) => fetch(`${fixture.engine.publicUrl}${path}`, init);

beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.close());

describe('the HTTP API over HTTP', () => {
  it('invokes the function of the route with the event', async () => {
    const response = await get('/items/a%20b?x=1');
    const { event } = (await response.json()) as { event: Record<string, unknown> };
    expect(response.status).toBe(200);
    expect(response.headers.get('apigw-requestid')).toMatch(/^.{14}==$/);
    expect(event).toMatchObject({ routeKey: 'GET /items/{itemId}', pathParameters: { itemId: 'a b' } });
  });

  it.each([
    ['/no/such/route', 404, '{"message":"Not Found"}'],
    ['/items/%E0%A4%A', 400, '{"message":"Bad Request"}'],
    ['/guarded/1', 401, '{"message":"Unauthorized"}'],
    ['/throw', 500, '{"message":"Internal Server Error"}'],
    ['/exit', 500, '{"message":"Internal Server Error"}'],
    ['/odd', 500, '{"message":"Internal Server Error"}'],
  ])('answers %s with its own bare %d', async (path, status, body) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    expect(await response.text()).toBe(body);
  });

  it('answers a body over 10 MB with 413', async () => {
    const response = await get('/x', { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1, 'a') });
    expect(response.status).toBe(413);
    expect(await response.text()).toBe('{"message":"Request Entity Too Large"}');
  });

  it('sends several cookies and bytes on', async () => {
    expect((await get('/cookies')).headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(Buffer.from(await (await get('/binary')).arrayBuffer())).toEqual(Buffer.from([0, 1, 2]));
  });

  it('answers a preflight request itself, for allowed origins only', async () => {
    const ask = (origin: string) =>
      get('/guarded/1', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET' } });
    const allowed = await ask('https://portal.example');
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://portal.example');
    expect(allowed.headers.get('access-control-allow-methods')).toBe('GET,POST');
    expect(allowed.headers.get('access-control-allow-headers')).toBe('authorization');
    expect(allowed.headers.get('access-control-max-age')).toBe('600');
    expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('adds the CORS headers to errors of its own as well', async () => {
    const response = await get('/guarded/1', { headers: { origin: 'https://portal.example' } });
    expect(response.headers.get('access-control-allow-origin')).toBe('https://portal.example');
    expect(response.headers.get('access-control-expose-headers')).toBe('etag');
  });
});
