import type { SQSEvent } from 'aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import { feedbackMessage, onFeedback, onSends } from '../../../functions/mail/on-feedback.ts';
import { consumeMessages } from '../../../shared/events/consume.ts';
import { tagsOf } from '../../../shared/mail/message-tags.ts';
import type { MailKey, SentMail } from '../../../shared/store/mail-ports.ts';
import { AT } from '../../support/a-case.ts';
import { KeptLog } from '../../support/kept-log.ts';

const KEY: MailKey = { caseId: 'case_1', caseVersion: 7, recipientId: 'contact_ada', template: 'case_submitted' };

/** A ledger with the one mail, by the rules of the real one. */
class OneMail {
  state: string;
  suppressed = new Map<string, string>();
  constructor(state = 'sending') {
    this.state = state;
  }

  async sent(mails: readonly SentMail[]): Promise<void> {
    for (const mail of mails) expect(mail).toEqual({ key: KEY, sesMessageId: 'ses-1', at: AT });
    if (mails.length > 0 && this.state === 'sending') this.state = 'sent';
  }

  async failed(key: MailKey, state: 'bounced' | 'complained', sesMessageId: string): Promise<boolean> {
    expect([key, sesMessageId]).toEqual([KEY, 'ses-1']);
    if (this.state === 'sending' || this.state === 'sent') this.state = state;
    return true;
  }

  async suppress(address: string, reason: string): Promise<void> {
    if (!this.suppressed.has(address)) this.suppressed.set(address, reason);
  }
}

const tags = {
  'ses:configuration-set': ['outbound'],
  ...Object.fromEntries(tagsOf(KEY).map(({ Name, Value }) => [Name, [Value]])),
};
const mail = { timestamp: AT, source: 'a@gangway.test', messageId: 'ses-1', destination: ['ada@acme.test'], tags };
const SEND = { eventType: 'Send', mail, send: {} };
const REJECT = { eventType: 'Reject', mail, reject: { reason: 'Bad content' } };
const bounceOf = (bounceType: string, ...addresses: string[]) => ({
  eventType: 'Bounce',
  mail,
  bounce: { bounceType, bouncedRecipients: addresses.map((emailAddress) => ({ emailAddress })), timestamp: AT },
});
const BOUNCE = bounceOf('Permanent', 'Ada@Acme.test');
const COMPLAINT = {
  eventType: 'Complaint',
  mail,
  complaint: { complainedRecipients: [{ emailAddress: 'ada@acme.test' }], timestamp: AT },
};

let world: OneMail;
const log = new KeptLog();
beforeEach(() => {
  world = new OneMail();
});

/** As the rule of the default bus puts them into the queue. */
const receive = (...details: unknown[]) => {
  const deps = { ledger: world, suppressions: world, log };
  const handler = consumeMessages(feedbackMessage, onFeedback(deps), log, onSends(deps));
  const Records = details.map((detail, index) => ({
    messageId: String(index),
    body: JSON.stringify({ source: 'aws.ses', 'detail-type': 'Email', detail }),
    attributes: { ApproximateReceiveCount: '1' },
  }));
  return handler({ Records } as unknown as SQSEvent);
};

describe('what SES says about a mail of ours', () => {
  test('that it was sent settles the ledger', async () => {
    expect(await receive(SEND)).toEqual({ batchItemFailures: [] });
    expect(world.state).toBe('sent');
  });

  test.each([
    ['bounced', [SEND, BOUNCE], 'bounced', [['ada@acme.test', 'bounce']]],
    ['bounced, told before it was sent', [BOUNCE, SEND], 'bounced', [['ada@acme.test', 'bounce']]],
    ['bounced, told three times', [BOUNCE, SEND, BOUNCE, BOUNCE], 'bounced', [['ada@acme.test', 'bounce']]],
    ['complained about', [SEND, COMPLAINT], 'complained', [['ada@acme.test', 'complaint']]],
    ['both: the first reason stays', [BOUNCE, COMPLAINT], 'bounced', [['ada@acme.test', 'bounce']]],
    ['not taken because of malware', [REJECT], 'bounced', []],
    ['delayed: the address may work the next time', [SEND, bounceOf('Transient', 'ada@acme.test')], 'sent', []],
    ['returned for a reason nobody knows', [SEND, bounceOf('Undetermined', 'ada@acme.test')], 'sent', []],
  ] as const)('%s', async (_, details, state, suppressed) => {
    expect(await receive(...details)).toEqual({ batchItemFailures: [] });
    expect(world.state).toBe(state);
    expect([...world.suppressed]).toEqual(suppressed);
  });

  test('stops mail to every address that failed, however it is written', async () => {
    await receive(bounceOf('Permanent', 'Ada Acme <Ada@Acme.test>', ' bo@acme.test '));
    expect([...world.suppressed.keys()]).toEqual(['ada@acme.test', 'bo@acme.test']);
  });

  test('about a mail that is none of a case only stops mail to the address', async () => {
    await receive({ ...BOUNCE, mail: { ...mail, tags: {} } }, { ...SEND, mail: { ...mail, tags: {} } });
    expect(world.state).toBe('sending');
    expect([...world.suppressed.keys()]).toEqual(['ada@acme.test']);
  });

  test.each([
    ['an event that nobody asked for', { eventType: 'Click', mail }],
    ['a bounce without addresses', { eventType: 'Bounce', mail }],
    ['no event', {}],
  ])('is put aside when it is %s, and the others are heard', async (_, detail) => {
    expect(await receive(detail, SEND)).toEqual({ batchItemFailures: [{ itemIdentifier: '0' }] });
    expect(world.state).toBe('sent');
  });

  test('is logged without an address', async () => {
    await receive(BOUNCE, COMPLAINT);
    expect(JSON.stringify(log.lines)).not.toContain('acme.test');
  });
});
