import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { isSigned, signWebhook } from '../../../functions/checks/webhook-signature.ts';

const NOW = 1_772_528_400;
const BODY = '{"id":"evt_1"}';
const headers = signWebhook('new key', 'evt_1', NOW, BODY);

test('a signature is base64 of HMAC-SHA256 over id, timestamp and body', () => {
  expect(headers).toEqual({
    'webhook-id': 'evt_1',
    'webhook-timestamp': '1772528400',
    'webhook-signature': `v1,${createHmac('sha256', 'new key').update(`evt_1.1772528400.${BODY}`).digest('base64')}`,
  });
});

test('either of two live keys is good, a third is not', () => {
  expect(isSigned(['newer key', 'new key'], headers, BODY, NOW)).toBe(true);
  expect(isSigned(['new key'], headers, BODY, NOW)).toBe(true);
  expect(isSigned(['newer key', 'newest key'], headers, BODY, NOW)).toBe(false);
  expect(isSigned([], headers, BODY, NOW)).toBe(false);
});

test('one good signature among several is enough', () => {
  const several = { ...headers, 'webhook-signature': `v2,abc v1,AAAA ${headers['webhook-signature']}` };
  expect(isSigned(['new key'], several, BODY, NOW)).toBe(true);
});

test('five minutes are tolerated either way, more is a replay', () => {
  expect(isSigned(['new key'], headers, BODY, NOW + 300)).toBe(true);
  expect(isSigned(['new key'], headers, BODY, NOW - 300)).toBe(true);
  expect(isSigned(['new key'], headers, BODY, NOW + 301)).toBe(false);
  expect(isSigned(['new key'], headers, BODY, NOW - 301)).toBe(false);
});

test.each([
  ['another body', headers, '{"id":"evt_2"}'],
  ['another id', { ...headers, 'webhook-id': 'evt_2' }, BODY],
  ['another time', { ...headers, 'webhook-timestamp': '1772528401' }, BODY],
  ['no id', { ...headers, 'webhook-id': '' }, BODY],
  ['no time', { ...headers, 'webhook-timestamp': undefined }, BODY],
  ['a time that is no number', { ...headers, 'webhook-timestamp': '1772528400.0' }, BODY],
  ['no signature', { ...headers, 'webhook-signature': undefined }, BODY],
  ['a cut signature', { ...headers, 'webhook-signature': headers['webhook-signature'].slice(0, 20) }, BODY],
  ['no scheme', { ...headers, 'webhook-signature': headers['webhook-signature'].slice(3) }, BODY],
])('%s is not what was signed', (_, tampered, body) => {
  expect(isSigned(['new key'], tampered, body, NOW)).toBe(false);
});
