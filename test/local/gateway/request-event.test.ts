import { describe, expect, it } from 'vitest';
import type { Route } from '../../../local/gateway/api-model.ts';
import { type GatewayRequest, requestEvent } from '../../../local/gateway/request-event.ts';

const route: Route = {
  key: 'POST /v1/cases/{caseId}',
  functionName: 'f',
  timeoutMs: 1,
  authorizer: undefined,
  scopes: [],
};
const aRequest = (change: Partial<GatewayRequest> = {}): GatewayRequest => ({
  method: 'POST',
  path: '/v1/cases/a%20b',
  query: 'tag=x&tag=y&q=a%26b',
  headers: { host: 'api.example:4000', 'user-agent': 'curl', cookie: 'a=1; b=2', 'content-type': 'application/json' },
  body: Buffer.from('{"a":1}'),
  sourceIp: '127.0.0.1',
  requestId: 'id-1',
  ...change,
});
const eventOf = (request: GatewayRequest) =>
  requestEvent(
    request,
    { route, parameters: { caseId: 'a b' } },
    { ok: true, jwt: { claims: { sub: 's' }, scopes: null } },
    { accountId: '000000000000', apiId: 'abc', now: 1_795_304_999_711.7 },
  );

describe('the event of a request', () => {
  it('has the shape of payload format 2.0', () => {
    expect(eventOf(aRequest())).toEqual({
      version: '2.0',
      routeKey: 'POST /v1/cases/{caseId}',
      rawPath: '/v1/cases/a b',
      rawQueryString: 'tag=x&tag=y&q=a%26b',
      cookies: ['a=1', 'b=2'],
      headers: { host: 'api.example:4000', 'user-agent': 'curl', 'content-type': 'application/json' },
      queryStringParameters: { tag: 'x,y', q: 'a&b' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'abc',
        authorizer: { jwt: { claims: { sub: 's' }, scopes: null } },
        domainName: 'api.example:4000',
        domainPrefix: 'api',
        http: {
          method: 'POST',
          path: '/v1/cases/a b',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'curl',
        },
        requestId: 'id-1',
        routeKey: 'POST /v1/cases/{caseId}',
        stage: '$default',
        time: '21/Nov/2026:23:49:59 +0000',
        timeEpoch: 1_795_304_999_711,
      },
      body: '{"a":1}',
      isBase64Encoded: false,
      pathParameters: { caseId: 'a b' },
    });
  });

  it('has no body and no query where there are none', () => {
    const event = eventOf(aRequest({ body: Buffer.alloc(0), query: '' }));
    expect(event).not.toHaveProperty('body');
    expect(event).not.toHaveProperty('queryStringParameters');
    expect(event['isBase64Encoded']).toBe(false);
  });

  it.each([
    ['application/merge-patch+json', 'hi', false],
    ['text/plain; charset=utf-8', 'hi', false],
    ['application/octet-stream', 'aGk=', true],
    ['application/x-www-form-urlencoded', 'aGk=', true],
  ])('carries a body of %s as %s', (contentType, body, isBase64Encoded) => {
    const event = eventOf(aRequest({ headers: { 'content-type': contentType }, body: Buffer.from('hi') }));
    expect(event).toMatchObject({ body, isBase64Encoded });
  });
});
