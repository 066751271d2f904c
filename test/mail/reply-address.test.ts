import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressId } from '../../shared/mail/address-id.ts';
import { decodeBase32, encodeBase32 } from '../../shared/mail/base32.ts';
import { keyOfTags, tagsOf } from '../../shared/mail/message-tags.ts';
import { isReplyAddress, readReplyAddress, replyAddress } from '../../shared/mail/reply-address.ts';

const RIGHT = {
  caseId: 'case_01JABCDEFGHJKMNPQRSTVWXYZ0',
  recipientId: 'contact_ada',
  expiresAt: '2026-05-01T00:00:00.000Z',
};
const NOW = '2026-03-03T09:00:00.000Z';
const address = (overrides: Partial<typeof RIGHT> = {}, key = 'key') =>
  replyAddress({ ...RIGHT, ...overrides }, key, 'in.gangway.test');

describe('an address that takes answers', () => {
  test('says which case it is for, until when, and whether it was given to somebody', () => {
    const claim = readReplyAddress(address(), ['key'], NOW);
    expect(claim).toMatchObject({ caseId: RIGHT.caseId, isExpired: false });
    expect(claim?.isFor('contact_ada')).toBe(true);
    expect(claim?.isFor('contact_eve')).toBe(false);
  });

  test('has at most 64 lower-case characters before the @, and shows neither case nor person', () => {
    const [local = '', domain] = address().split('@');
    expect(local).toMatch(/^case\+[a-z2-7]{55}$/);
    expect(domain).toBe('in.gangway.test');
    expect(local).not.toContain('ada');
  });

  test.each([['01JABCDEFGHJKMNPQRSTVWXYZ0'], ['00000000000000000000000000'], ['7ZZZZZZZZZZZZZZZZZZZZZZZZZ']])(
    'carries the id %s',
    (ulid) => {
      expect(readReplyAddress(address({ caseId: `case_${ulid}` }), ['key'], NOW)?.caseId).toBe(`case_${ulid}`);
    },
  );

  test('survives mail systems that write in capitals', () => {
    expect(readReplyAddress(address().toUpperCase(), ['key'], NOW)?.caseId).toBe(RIGHT.caseId);
  });

  test('works with each live key, and not with one that was taken back', () => {
    expect(readReplyAddress(address({}, 'old'), ['new', 'old'], NOW)?.caseId).toBe(RIGHT.caseId);
    expect(readReplyAddress(address({}, 'old'), ['new'], NOW)).toBeUndefined();
    expect(readReplyAddress(address(), [], NOW)).toBeUndefined();
  });

  test('is expired from the end of its last day', () => {
    const expired = (now: string) => readReplyAddress(address(), ['key'], now)?.isExpired;
    expect(expired('2026-05-01T00:00:00.000Z')).toBe(false);
    expect(expired('2026-05-01T00:00:00.001Z')).toBe(true);
    expect(
      readReplyAddress(address({ expiresAt: '2026-05-01T08:00:00.000Z' }), ['key'], '2026-05-01T23:00:00.000Z'),
    ).toMatchObject({
      isExpired: false,
    });
  });

  test('is worth nothing with any one character changed', () => {
    const [local = '', domain = ''] = address().split('@');
    const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
    const place = fc.integer({ min: 5, max: local.length - 2 });
    fc.assert(
      fc.property(place, fc.constantFrom(...alphabet), (index, character) => {
        fc.pre(local[index] !== character);
        const forged = `${local.slice(0, index)}${character}${local.slice(index + 1)}@${domain}`;
        expect(readReplyAddress(forged, ['key'], NOW)).toBeUndefined();
      }),
    );
  });

  test.each([
    ['apply@in.gangway.test'],
    ['case+@in.gangway.test'],
    ['case+aaaa@in.gangway.test'],
    ['case+!!!!@in.gangway.test'],
    [`case+${'a'.repeat(55)}@in.gangway.test`],
    [`case+${'a'.repeat(10_000)}@in.gangway.test`],
    ['case+'],
    [''],
  ])('is none of ours: %s', (text) => expect(readReplyAddress(text, ['key'], NOW)).toBeUndefined());

  test('any text is read without an error', () => {
    fc.assert(fc.property(fc.string(), (text) => readReplyAddress(`case+${text}`, ['key'], NOW) === undefined));
  });

  test('is told from other addresses by its beginning', () => {
    expect(['case+x@y', 'CASE+@y', 'case@y', 'apply@y', 'x+case@y'].map(isReplyAddress)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('base 32', () => {
  test.each([
    ['', ''],
    ['f', 'my'],
    ['fo', 'mzxq'],
    ['foo', 'mzxw6'],
    ['foob', 'mzxw6yq'],
    ['fooba', 'mzxw6ytb'],
    ['foobar', 'mzxw6ytboi'],
  ])('writes %s as RFC 4648 does, in lower case and without padding', (plain, encoded) => {
    expect(encodeBase32(Buffer.from(plain))).toBe(encoded);
    expect(decodeBase32(encoded)?.toString()).toBe(plain);
  });

  test('brings every byte back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeBase32(encodeBase32(bytes))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  test.each(['1', 'a b', 'ä', 'a=', '0'])('does not read %s', (text) => expect(decodeBase32(text)).toBeUndefined());
});

describe('tags of a mail', () => {
  const key = { caseId: RIGHT.caseId, caseVersion: 7, recipientId: 'contact_ada', template: 'case_submitted' };
  const asReported = (tags: ReturnType<typeof tagsOf>) =>
    Object.fromEntries(tags.map(({ Name, Value }) => [Name, [Value]]));

  test('name its entry in the ledger, in characters that SES takes', () => {
    expect(keyOfTags({ ...asReported(tagsOf(key)), 'ses:from-domain': ['gangway.test'] })).toEqual(key);
    for (const { Value } of tagsOf(key)) expect(Value).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
  });

  test.each(['case', 'version', 'recipient', 'template'])('mean nothing without %s', (name) => {
    expect(keyOfTags({ ...asReported(tagsOf(key)), [name]: undefined })).toBeUndefined();
  });
});

describe('the id of an address', () => {
  test('is the same however the address is written, and another for another', () => {
    expect(addressId('Ada@Acme.test')).toBe(addressId('ada@acme.test'));
    expect(addressId('ada@acme.test')).not.toBe(addressId('eve@acme.test'));
  });

  test('shows nothing of it', () => expect(addressId('ada@acme.test')).toMatch(/^address_[0-9a-f]{32}$/));
});
