import { describe, expect, it } from 'vitest';
import { AwsFault, awsJsonService, requireList, requireText } from '../../local/aws-json.ts';

const service = awsJsonService(
  { targetPrefix: 'Things', version: '1.0', errorNamespace: 'com.things' },
  {
    Echo: (input) => ({ text: requireText(input, 'text') }),
    Many: (input) => requireList(input, 'list').length,
    Nothing: () => undefined,
    Refuse: () => {
      throw new AwsFault('Refused', 'No.', 409, { 'x-more': '1' });
    },
    Break: () => {
      throw new TypeError('a mistake of ours');
    },
  },
);
const call = async (operation: string, body: string) => {
  const headers = { 'x-amz-target': `Things.${operation}` };
  const reply = await service({ method: 'POST', url: '/', headers, body: Buffer.from(body) });
  return { ...reply, body: JSON.parse(String(reply.body)) };
};

describe('an AWS JSON service', () => {
  it('answers an operation in its protocol', async () => {
    const reply = await call('Echo', '{"text":"hello"}');
    expect(reply).toMatchObject({ status: 200, body: { text: 'hello' } });
    expect(reply.headers).toMatchObject({ 'content-type': 'application/x-amz-json-1.0' });
    expect((await call('Nothing', '')).body).toEqual({});
  });

  it('answers a refusal with its name, status and headers', async () => {
    const reply = await call('Refuse', '{}');
    expect(reply).toMatchObject({ status: 409, body: { __type: 'com.things#Refused', message: 'No.' } });
    expect(reply.headers).toMatchObject({ 'x-more': '1' });
  });

  it.each([
    ['an operation it does not have', 'Other', '{}', 'UnknownOperationException'],
    ['the name of an inherited member', 'toString', '{}', 'UnknownOperationException'],
    ['a body that is not JSON', 'Echo', '{', 'SerializationException'],
    ['a body that is a list', 'Echo', '[]', 'SerializationException'],
    ['a missing text', 'Echo', '{}', 'ValidationException'],
    ['a number for a text', 'Echo', '{"text":1}', 'ValidationException'],
    ['an empty list', 'Many', '{"list":[]}', 'ValidationException'],
    ['a list of texts for one of objects', 'Many', '{"list":["x"]}', 'ValidationException'],
  ])('refuses %s', async (_name, operation, body, name) => {
    expect(await call(operation, body)).toMatchObject({ status: 400, body: { __type: `com.things#${name}` } });
  });

  it('does not hide a mistake of the engine', async () => {
    await expect(call('Break', '{}')).rejects.toThrow('a mistake of ours');
  });
});
