import { describe, expect, test } from 'vitest';
import { announcedMail, receiptEvent } from '../../../functions/mail/received.ts';
import { sweepMail } from '../../../functions/mail/sweep-mail.ts';
import { aMail } from './a-mail.ts';
import { type Arrival, DOMAIN, mailWorld, receiptEventOf } from './mail-world.ts';

type World = ReturnType<typeof mailWorld>;

const STORED_AT = '2026-03-03T09:00:00.000Z';
const at = (world: World, now: string): Promise<void> => {
  world.clock.now = now;
  return sweepMail(world.deps);
};

/** Stored, and announced to a function that then failed. */
async function announce(world: World, mailId: string, raw: string, arrival: Arrival = {}): Promise<void> {
  world.mails.store(`received/${mailId}`, Buffer.from(raw), STORED_AT);
  await world.inbound.announce(announcedMail(receiptEvent.parse(receiptEventOf(mailId, raw, arrival)).Records[0]!));
}

describe('the sweep over received mail', () => {
  test('places what was announced and never settled, with what SES said of it', async () => {
    const world = mailWorld();
    await announce(world, 'good', aMail());
    await announce(world, 'forged', aMail({ messageId: '<2@x>' }), { dmarc: 'FAIL' });
    await at(world, '2026-03-03T09:15:00.000Z');
    expect([world.outcome('good'), world.outcome('forged')]).toEqual(['placed', 'mail.not-authentic']);
    expect(world.case().version).toBe(2);
  });

  test('leaves young mail to the announcement', async () => {
    const world = mailWorld();
    await announce(world, 'young', aMail());
    await at(world, '2026-03-03T09:14:59.000Z');
    expect(world.outcome('young')).toBeUndefined();
  });

  test('does nothing for mail that is settled', async () => {
    const world = mailWorld();
    await world.deliver(aMail(), { mailId: 'done' });
    await at(world, '2026-03-03T12:00:00.000Z');
    expect(world.case().version).toBe(2);
    expect(world.log.lines.filter(({ level }) => level === 'warn')).toEqual([]);
  });

  test('waits for an announcement as long as one can come, then shows the mail to people', async () => {
    const world = mailWorld();
    world.mails.store('received/silent', Buffer.from(aMail()), STORED_AT);
    await at(world, '2026-03-03T15:59:00.000Z');
    expect(world.outcome('silent')).toBeUndefined();
    await at(world, '2026-03-03T16:00:00.000Z');
    expect(world.outcome('silent')).toBe('mail.unannounced');
    expect(world.case().version).toBe(1);
    expect(world.inbound.quarantine_[0]).toMatchObject({ from: 'ada@acme.test', receivedAt: STORED_AT });
  });

  test.each([
    [
      'results that it brings along',
      ['Authentication-Results: amazonses.com; dmarc=pass', 'X-SES-Virus-Verdict: PASS'],
    ],
    [
      'a trace that looks like one of SES',
      ['Received: from x by inbound-smtp.eu-west-1.amazonaws.com with SMTP id silent'],
    ],
  ])('believes a mail that was never announced nothing: %s', async (_, headers) => {
    const world = mailWorld();
    world.mails.store('received/silent', Buffer.from(`${headers.join('\r\n')}\r\n${aMail()}`), STORED_AT);
    await at(world, '2026-03-04T09:00:00.000Z');
    expect(world.outcome('silent')).toBe('mail.unannounced');
  });

  test('opens no draft for a mail that was never announced, and drops what a program sent', async () => {
    const world = mailWorld();
    const stranger = aMail({ from: 'pat@prospect.test', to: `apply@${DOMAIN}` });
    world.mails.store('received/stranger', Buffer.from(stranger), STORED_AT);
    world.mails.store('received/robot', Buffer.from(aMail({ headers: ['Auto-Submitted: auto-replied'] })), STORED_AT);
    await at(world, '2026-03-04T09:00:00.000Z');
    expect([world.outcome('stranger'), world.outcome('robot')]).toEqual(['mail.unannounced', 'automatic']);
    expect(world.cases.all()).toHaveLength(1);
  });

  test('goes on past a mail that fails, says so, and after three attempts shows it to people unopened', async () => {
    const world = mailWorld();
    await announce(world, 'broken', aMail());
    await announce(world, 'good', aMail({ messageId: '<2@x>' }));
    const get = world.mails.get.bind(world.mails);
    world.mails.get = async (key) => {
      if (key === 'received/broken') throw new Error('out of memory');
      return get(key);
    };
    for (const hour of ['10', '11', '12']) {
      await expect(at(world, `2026-03-03T${hour}:00:00.000Z`)).rejects.toThrow('1 mails could not be placed');
      expect(world.outcome('good')).toBe('placed');
      expect(world.outcome('broken')).toBeUndefined();
    }
    await at(world, '2026-03-03T13:00:00.000Z');
    expect(world.outcome('broken')).toBe('mail.unplaceable');
  });

  test('looks at neither the note that SES leaves nor at mail of long ago', async () => {
    const world = mailWorld();
    world.mails.store('received/AMAZON_SES_SETUP_NOTIFICATION', Buffer.from('This is an automatic message'), STORED_AT);
    world.mails.store('received/old', Buffer.from(aMail()), '2026-02-01T09:00:00.000Z');
    await at(world, '2026-03-04T09:00:00.000Z');
    expect(world.inbound.settled.size).toBe(0);
  });
});
