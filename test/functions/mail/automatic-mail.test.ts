import { describe, expect, test } from 'vitest';
import { compose } from '../../../functions/notifications/compose.ts';
import { aMail } from './a-mail.ts';
import { addressFor, CASE_ID, DOMAIN, mailWorld } from './mail-world.ts';

describe('a program that answers us gets nothing and changes nothing', () => {
  test.each([
    ['Auto-Submitted: auto-replied'],
    ['Auto-Submitted: auto-generated (failure)'],
    ['Precedence: auto_reply'],
    ['Precedence: junk'],
    ['X-Autoreply: yes'],
    ['X-Autorespond: Out of office'],
    ['X-Failed-Recipients: ada@acme.test'],
    ['X-Loop: ada@acme.test'],
    ['X-Gangway-Case: case_01JABCDEFGHJKMNPQRSTVWXYZ0'],
  ])('%s', async (header) => {
    const world = mailWorld();
    const mailId = await world.deliver(aMail({ headers: [header], files: [{ name: 'a.pdf' }] }));
    expect(world.outcome(mailId)).toBe('automatic');
    expect(world.case().version).toBe(1);
    expect(world.documents.keys()).toEqual([]);
  });

  test.each([
    ['an empty envelope sender', { source: '' }, {}],
    ['an envelope sender of two brackets', { source: '<>' }, {}],
    ['a postman in the envelope', { source: 'MAILER-DAEMON@mail.acme.test' }, {}],
    ['a postman in the header', {}, { from: 'Mail Delivery <postmaster@acme.test>' }],
  ])('%s', async (_, arrival, parts) => {
    const world = mailWorld();
    expect(world.outcome(await world.deliver(aMail(parts), arrival))).toBe('automatic');
    expect(world.case().version).toBe(1);
  });

  test('a report of a mail that could not be delivered, with the mail in it', async () => {
    const world = mailWorld();
    const report = [
      'From: Mail System <system@acme.test>',
      `To: ${addressFor('contact_ada')}`,
      'Subject: Undelivered Mail Returned to Sender',
      'Content-Type: multipart/report; report-type=delivery-status;',
      ' boundary="=r"',
      '',
      '--=r',
      'Content-Type: text/plain',
      '',
      'It could not be delivered.',
      '--=r',
      'Content-Type: message/rfc822',
      '',
      aMail(),
      '--=r--',
    ].join('\r\n');
    expect(world.outcome(await world.deliver(report))).toBe('automatic');
    expect(world.case().version).toBe(1);
  });

  test('a person who says that no program wrote it is a person', async () => {
    const world = mailWorld();
    expect(world.outcome(await world.deliver(aMail({ headers: ['Auto-Submitted: no'] })))).toBe('placed');
  });
});

describe('mail to many', () => {
  const signs = [
    'Precedence: bulk',
    'Precedence: list',
    'List-Id: <news.acme.test>',
    'List-Unsubscribe: <https://acme.test/off>',
    'X-Auto-Response-Suppress: OOF, AutoReply',
  ];

  test.each(signs)('opens no draft: %s', async (header) => {
    const world = mailWorld();
    const mailId = await world.deliver(aMail({ from: 'news@shop.test', to: `apply@${DOMAIN}`, headers: [header] }));
    expect(world.outcome(mailId)).toBe('automatic');
    expect(world.cases.all()).toHaveLength(1);
  });

  test.each(signs)('is looked at by people when it goes to a case: %s', async (header) => {
    const world = mailWorld();
    expect(world.outcome(await world.deliver(aMail({ headers: [header] })))).toBe('mail.bulk');
    expect(world.case().version).toBe(1);
  });

  test('with an address that we never made is thrown in with the rest', async () => {
    const world = mailWorld();
    const to = addressFor('contact_ada', { key: 'another' });
    expect(world.outcome(await world.deliver(aMail({ to, headers: ['Precedence: bulk'] })))).toBe('automatic');
  });
});

test('a notice of ours that comes back, to a case or to the front door, starts nothing', async () => {
  const world = mailWorld();
  const notice = compose(
    {
      caseId: CASE_ID,
      caseVersion: 4,
      eventId: 'evt_1_4',
      recipientId: 'contact_ada',
      to: `apply@${DOMAIN}`,
      audience: 'customer',
      template: 'case_submitted',
      templateVersion: 1,
      subject: 'We have it',
      text: 'Thank you.',
      html: '<p>Thank you.</p>',
      state: 'sending',
      attemptedAt: '2026-03-03T09:00:00.000Z',
      attempts: 1,
    },
    { from: 'a@gangway.test', replyTo: addressFor('contact_ada'), domain: DOMAIN, date: new Date(0) },
  );
  for (const recipient of [`apply@${DOMAIN}`, addressFor('contact_ada')]) {
    expect(world.outcome(await world.deliver(notice, { recipients: [recipient] }))).toBe('automatic');
  }
  expect(world.cases.events).toEqual([]);
});

test('a robot of theirs that answers hundreds of times has no effect at all', async () => {
  const world = mailWorld();
  for (let round = 0; round < 300; round += 1) {
    const headers = round % 2 === 0 ? ['Auto-Submitted: auto-replied'] : ['X-Autoreply: yes'];
    await world.deliver(aMail({ subject: `Out of office ${round}`, messageId: `<${round}@acme.test>`, headers }));
  }
  expect(world.cases.events).toEqual([]);
  expect(world.inbound.quarantine_).toEqual([]);
});
