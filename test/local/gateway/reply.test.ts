import { describe, expect, it } from 'vitest';
import { bareReply, resultReply } from '../../../local/gateway/reply.ts';

describe('a function result', () => {
  it('with a status code is taken as it is', () => {
    const result = { statusCode: 201, headers: { ETag: '"3"', 'Content-Type': 'application/json' }, body: '{}' };
    expect(resultReply(result)).toEqual({
      status: 201,
      headers: { etag: '"3"', 'content-type': 'application/json' },
      body: '{}',
    });
  });

  it('without a content type is plain text', () => {
    expect(resultReply({ statusCode: 204 })).toEqual({
      status: 204,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: '',
    });
  });

  it('without a status code becomes a 200 with JSON', () => {
    const expected = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":1}' };
    expect(resultReply({ a: 1 })).toEqual(expected);
    expect(resultReply('{"a":1}')).toEqual(expected);
  });

  it('may carry bytes and cookies', () => {
    const reply = resultReply({ statusCode: 200, isBase64Encoded: true, body: 'AAEC', cookies: ['a=1', 'b=2'] });
    expect(reply.body).toEqual(Buffer.from([0, 1, 2]));
    expect(reply.headers['set-cookie']).toEqual(['a=1', 'b=2']);
  });

  it.each([{ statusCode: 'many' }, { statusCode: 99 }, { statusCode: 200, body: { not: 'text' } }])(
    'that the gateway cannot use is its 500: %j',
    (result) => {
      expect(resultReply(result)).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' });
    },
  );
});

describe('the gateway itself', () => {
  it('answers in its own bare words', () => {
    expect(bareReply(401)).toEqual({
      status: 401,
      headers: { 'content-type': 'application/json', 'www-authenticate': 'Bearer' },
      body: '{"message":"Unauthorized"}',
    });
    expect(bareReply(404).body).toBe('{"message":"Not Found"}');
    expect(bareReply(403).body).toBe('{"message":"Forbidden"}');
  });
});
