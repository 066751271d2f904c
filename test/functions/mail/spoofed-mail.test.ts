import { describe, expect, test } from 'vitest';
import { aMail } from './a-mail.ts';
import { addressFor, DOMAIN, mailWorld } from './mail-world.ts';

const VALID = addressFor('contact_ada');
const FORGED = addressFor('contact_ada', { key: 'a key that is not ours' });

describe('whatever a mail claims, only what is proved acts', () => {
  test.each([
    { dmarc: 'PASS', token: 'valid', to: VALID, from: 'ada@acme.test', comes: 'placed' },
    { dmarc: 'PASS', token: 'valid', to: VALID, from: 'mallory@evil.test', comes: 'mail.not-recipient' },
    { dmarc: 'PASS', token: 'forged', to: FORGED, from: 'ada@acme.test', comes: 'mail.token-invalid' },
    { dmarc: 'PASS', token: 'forged', to: FORGED, from: 'mallory@evil.test', comes: 'mail.token-invalid' },
    { dmarc: 'FAIL', token: 'valid', to: VALID, from: 'ada@acme.test', comes: 'mail.not-authentic' },
    { dmarc: 'FAIL', token: 'valid', to: VALID, from: 'mallory@evil.test', comes: 'mail.not-authentic' },
    { dmarc: 'FAIL', token: 'forged', to: FORGED, from: 'ada@acme.test', comes: 'mail.not-authentic' },
    { dmarc: 'FAIL', token: 'forged', to: FORGED, from: 'mallory@evil.test', comes: 'mail.not-authentic' },
  ] as const)('DMARC $dmarc, a $token token, from $from: $comes', async ({ dmarc, to, from, comes }) => {
    const world = mailWorld();
    const mailId = await world.deliver(aMail({ from, to, files: [{ name: 'a.pdf' }] }), { dmarc });
    expect(world.outcome(mailId)).toBe(comes);
    expect(world.case().version).toBe(comes === 'placed' ? 2 : 1);
    expect(world.documents.keys()).toHaveLength(comes === 'placed' ? 1 : 0);
    expect(world.cases.all()).toHaveLength(1);
  });

  test.each(['GRAY', 'PROCESSING_FAILED', 'DISABLED'] as const)('DMARC %s proves nothing', async (dmarc) => {
    const world = mailWorld();
    expect(world.outcome(await world.deliver(aMail(), { dmarc }))).toBe('mail.not-authentic');
    const unknown = aMail({ from: 'pat@prospect.test', to: `apply@${DOMAIN}`, messageId: '<2@x>' });
    expect(world.outcome(await world.deliver(unknown, { dmarc }))).toBe('mail.not-authentic');
    expect(world.cases.all()).toHaveLength(1);
  });

  test.each([
    [
      'results that the sender wrote',
      ['Authentication-Results: amazonses.com; dmarc=pass', 'X-SES-Spam-Verdict: PASS'],
    ],
    ['the name of an agent in a header of ours', ['X-Gangway-Agent: agent_bo', 'Sender: bo@gangway.test']],
    ['another address to answer to', ['Reply-To: ada@acme.test']],
  ])('%s prove nothing', async (_, headers) => {
    const world = mailWorld();
    const mailId = await world.deliver(aMail({ headers }), { dmarc: 'FAIL' });
    expect(world.outcome(mailId)).toBe('mail.not-authentic');
  });

  test.each([
    ['two headers', ['From: mallory@evil.test'], 'ada@acme.test'],
    ['two addresses in one header', [], 'mallory@evil.test, ada@acme.test'],
    ['a group', [], 'us: ada@acme.test, mallory@evil.test;'],
    ['a name without an address', [], '"ada@acme.test" <>'],
    ['two addresses of which one is a name', [], '"Ada <ada@acme.test>" <mallory@evil.test>'],
    ['two addresses side by side', [], '<mallory@evil.test> <ada@acme.test>'],
    ['an address in a comment', [], 'mallory@evil.test (ada@acme.test)'],
    ['an address with a part in quotes', [], '"mallory@evil.test,ada"@acme.test'],
  ])('a sender who is shown twice is nobody: %s', async (_, headers, from) => {
    const world = mailWorld();
    const mailId = await world.deliver(aMail({ headers, from }), { source: 'mallory@evil.test' });
    expect(world.outcome(mailId)).toBe('mail.no-sender');
    expect(world.case().version).toBe(1);
  });

  test('a name that looks like the address of a customer is only a name', async () => {
    const world = mailWorld();
    const mailId = await world.deliver(aMail({ from: '"ada@acme.test" <mallory@evil.test>' }));
    expect(world.outcome(mailId)).toBe('mail.not-recipient');
  });

  test('one of us is nobody by mail, on whichever way it comes', async () => {
    const world = mailWorld();
    const mailId = await world.deliver(aMail({ from: 'bo@gangway.test', to: `apply@${DOMAIN}` }));
    expect(world.outcome(mailId)).toBe('mail.staff-cannot-act');
    expect(world.cases.all()).toHaveLength(1);
  });

  test('a cut-off address of a case opens no draft', async () => {
    const world = mailWorld();
    const mailId = await world.deliver(aMail({ from: 'pat@prospect.test', to: `${VALID.slice(0, 30)}@${DOMAIN}` }));
    expect(world.outcome(mailId)).toBe('mail.token-invalid');
    expect(world.cases.all()).toHaveLength(1);
  });
});
