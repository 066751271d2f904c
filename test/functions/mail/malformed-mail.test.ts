import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attachedFiles } from '../../../functions/mail/attachments.ts';
import { aMail, PDF } from './a-mail.ts';
import { addressFor, mailWorld } from './mail-world.ts';

const TO = addressFor('contact_ada');
const ADA = { source: 'ada@acme.test', recipients: [TO] };

describe('a mail that cannot be used is kept, with a reason', () => {
  test.each([
    ['nothing at all', ''],
    ['only a line break', '\r\n'],
    ['only carriage returns between lines', aMail().replaceAll('\r\n', '\r')],
    ['no From', aMail().replace(/^From: .*\r\n/, '')],
    ['an empty From', aMail({ from: '' })],
    ['a From without an address', aMail({ from: 'Ada Acme' })],
    ['zeros', Buffer.alloc(10_000)],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ])('%s', async (_, raw) => {
    const world = mailWorld();
    expect(world.outcome(await world.deliver(raw, ADA))).toBe('mail.no-sender');
    expect(world.inbound.quarantine_).toMatchObject([
      { from: 'ada@acme.test', receivedAt: '2026-03-03T09:00:00.000Z' },
    ]);
    expect(world.case().version).toBe(1);
  });

  test('headers without an end', async () => {
    const world = mailWorld();
    const raw = `From: ada@acme.test\r\nX-Long: ${'x'.repeat(600_000)}\r\n\r\nHello`;
    expect(world.outcome(await world.deliver(raw, ADA))).toBe('mail.unreadable');
  });

  test('parts within parts within parts', async () => {
    const world = mailWorld();
    const open = Array.from({ length: 1_000 }, (_, depth) =>
      [`Content-Type: multipart/mixed; boundary="${depth}"`, '', `--${depth}`].join('\r\n'),
    );
    const raw = `From: ada@acme.test\r\nTo: ${TO}\r\n${open.join('\r\n')}\r\n\r\nHello`;
    expect(world.outcome(await world.deliver(raw, ADA))).toBe('mail.unreadable');
  });

  test('more bytes than SES takes', async () => {
    const world = mailWorld();
    const raw = Buffer.concat([Buffer.from(aMail()), Buffer.alloc(42 * 1024 * 1024, 'x')]);
    expect(world.outcome(await world.deliver(raw, ADA))).toBe('mail.too-large');
  });
});

describe('a mail of any bytes is settled', () => {
  test('random ones', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        const world = mailWorld();
        expect(world.outcome(await world.deliver(Buffer.from(bytes), ADA))).toMatch(/^mail\.|^automatic$/);
      }),
    );
  });

  test('those of a mail with a piece cut out, doubled or replaced', async () => {
    const whole = Buffer.from(aMail({ text: 'Hello.', files: [{ name: 'a.pdf' }, { name: 'b.pdf' }] }));
    const place = fc.nat({ max: whole.length });
    await fc.assert(
      fc.asyncProperty(place, place, fc.uint8Array({ maxLength: 40 }), async (one, other, bytes) => {
        const world = mailWorld();
        const raw = Buffer.concat([whole.subarray(0, one), bytes, whole.subarray(other)]);
        expect(world.outcome(await world.deliver(raw, ADA))).toMatch(/^mail\.|^automatic$|^placed$/);
      }),
    );
  });
});

describe('a mail that is only odd is read', () => {
  test.each([
    ['only line feeds between lines', aMail({ text: 'Hello.' }).replaceAll('\r\n', '\n')],
    ['bytes of Latin-1 in a header', Buffer.from(aMail({ text: 'Hello.', subject: 'Gr\u00fc\u00dfe' }), 'latin1')],
    ['no Message-ID', aMail({ text: 'Hello.', messageId: '' })],
    ['no Date', aMail({ text: 'Hello.' }).replace(/^Date: .*\r\n/m, '')],
    ['no end of its parts', aMail({ text: 'Hello.' }).replace('--=b--', '')],
    ['a header without a colon', aMail({ text: 'Hello.', headers: ['This is no header'] })],
    ['an unknown character set', aMail({ text: 'Hello.' }).replace('charset=utf-8', 'charset=x-none')],
  ])('%s', async (_, raw) => {
    const world = mailWorld();
    expect(world.outcome(await world.deliver(raw, ADA))).toBe('placed');
    expect(world.cases.changes[0]?.text).toBe('Hello.');
  });

  test('200 parts: twenty become documents, the others are named', async () => {
    const world = mailWorld();
    const files = Array.from({ length: 200 }, (_, index) => ({ name: `${index}.pdf` }));
    await world.deliver(aMail({ text: 'All of them.', files }));
    expect(world.case().documents).toHaveLength(20);
    expect(world.documents.keys()).toHaveLength(20);
    expect(world.cases.changes[0]?.text).toBe(
      'All of them.\n\n[Attachments that were not taken: 20.pdf, 21.pdf, 22.pdf, 23.pdf, 24.pdf, 25.pdf, 26.pdf, 27.pdf, 28.pdf, 29.pdf and 170 more]',
    );
  });

  test('an empty file is named, and the others are taken', async () => {
    const world = mailWorld();
    await world.deliver(aMail({ files: [{ name: 'empty.pdf', content: '' }, { name: 'fits.pdf' }] }));
    expect(world.case().documents.map(({ fileName }) => fileName)).toEqual(['fits.pdf']);
    expect(world.cases.changes[0]?.text).toBe('Here it is.\n\n[Attachments that were not taken: empty.pdf]');
  });

  test('a file has at most 25 MB', () => {
    const part = (fileName: string, sizeBytes: number) => ({
      fileName,
      mediaType: 'application/pdf',
      bytes: new Uint8Array(sizeBytes),
      sha256: '',
      isInline: false,
    });
    const files = attachedFiles(
      { parts: [part('large.pdf', 26_214_401), part('fits.pdf', 26_214_400)], digest: 'd' },
      'case_1',
    );
    expect([files.taken.map(({ fileName }) => fileName), files.left]).toEqual([['fits.pdf'], ['large.pdf']]);
  });

  test('a mail in a mail stays closed: nobody wrote its text to us', async () => {
    const world = mailWorld();
    const inner = aMail({ text: 'SECRET WORDS', files: [{ name: 'inner.pdf' }] });
    const raw = aMail({ text: 'See below.' }).replace(
      '--=b--',
      ['--=b', 'Content-Type: message/rfc822', '', inner.replaceAll('=b', '=inner'), '--=b--'].join('\r\n'),
    );
    await world.deliver(raw);
    expect(world.cases.changes[0]?.text).toBe('See below.');
    expect(world.case().documents).toMatchObject([{ fileName: 'attachment-1', mediaType: 'message/rfc822' }]);
  });

  test('mails in mails in mails, a thousand deep, take no time', async () => {
    const world = mailWorld();
    let inner = 'From: x@y\r\n\r\nend';
    for (let depth = 0; depth < 1_000; depth += 1) inner = `From: x@y\r\nContent-Type: message/rfc822\r\n\r\n${inner}`;
    const raw = aMail({ text: 'Hello.' }).replace(
      '--=b--',
      `--=b\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--=b--`,
    );
    expect(world.outcome(await world.deliver(raw))).toBe('placed');
  });
});

describe('files of a mail', () => {
  test.each([
    ['../../etc/passwd.pdf', 'application/pdf', 'passwd.pdf', 'application/pdf'],
    ['C:\\\\scans\\\\id.PDF', 'application/octet-stream', 'id.PDF', 'application/pdf'],
    ['photo.jpg', 'image/jpg', 'photo.jpg', 'image/jpeg'],
    ['.hidden', 'application/x-thing', 'hidden', 'application/x-thing'],
    ['page.html', 'text/html', 'page.html', 'text/html'],
    ['', 'application/pdf', 'attachment-1', 'application/pdf'],
    ['what', 'no type at all', 'what', 'application/octet-stream'],
  ])('%s of type %s', async (name, type, fileName, mediaType) => {
    const world = mailWorld();
    await world.deliver(aMail({ files: [{ name, type }] }));
    expect(world.case().documents).toMatchObject([{ fileName, mediaType, sizeBytes: PDF.length }]);
  });

  test('signatures and invitations are none', async () => {
    const world = mailWorld();
    const files = [
      { name: 'signature.asc', type: 'application/pgp-signature' },
      { name: 'smime.p7s', type: 'application/pkcs7-signature' },
      { name: 'invite.ics', type: 'text/calendar' },
    ];
    await world.deliver(aMail({ files }));
    expect(world.case().documents).toEqual([]);
    expect(world.cases.changes[0]?.text).toBe('Here it is.');
  });

  test('a small picture in the text is a logo, a large one may be a document', async () => {
    const world = mailWorld();
    const picture = (id: string, size: number) => [
      '--=r',
      `Content-Type: image/png; name="${id}.png"`,
      `Content-ID: <${id}>`,
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.alloc(size, 1).toString('base64'),
    ];
    const raw = [
      'From: ada@acme.test',
      `To: ${TO}`,
      'Subject: Re: Your application',
      'Content-Type: multipart/related; boundary="=r"',
      '',
      '--=r',
      'Content-Type: text/html',
      '',
      '<p>Hi <img src="cid:logo"> <img src="cid:scan"></p>',
      ...picture('logo', 2_000),
      ...picture('scan', 90_000),
      '--=r--',
    ].join('\r\n');
    await world.deliver(raw);
    expect(world.case().documents.map(({ fileName }) => fileName)).toEqual(['scan.png']);
  });
});
