import { randomUUID } from 'node:crypto';
import type { AwsEvent, EngineContext } from '../parts.ts';
import type { SentMail } from './message-table.ts';
import { domainOf, headerValue, mailboxesIn, readHeaders } from './raw-message.ts';
import type { ConfigurationSet } from './sending-settings.ts';

type Place = Pick<EngineContext, 'region' | 'accountId'>;

const detailTypes = {
  SEND: ['Email Sent', 'Send'],
  DELIVERY: ['Email Delivered', 'Delivery'],
  BOUNCE: ['Email Bounced', 'Bounce'],
  COMPLAINT: ['Email Complaint Received', 'Complaint'],
} as const;

/** SES's mailbox simulator, with an optional label: `bounce+x@simulator.amazonses.com`. */
function simulated(address: string): 'bounce' | 'complaint' | undefined {
  const match = /^(bounce|suppressionlist|complaint)(\+[^@]*)?@simulator\.amazonses\.com$/i.exec(address);
  if (!match) return undefined;
  return match[1]!.toLowerCase() === 'complaint' ? 'complaint' : 'bounce';
}

function mailObject(mail: SentMail, { region, accountId }: Place) {
  const headers = readHeaders(mail.raw);
  const value = (name: string) => headerValue(headers, name);
  const own = Object.entries(mail.tags).map(([name, text]) => [name, [text]]);
  return {
    timestamp: new Date(mail.sentAt).toISOString(),
    source: mail.source,
    sourceArn: `arn:aws:ses:${region}:${accountId}:identity/${domainOf(mail.source)}`,
    sendingAccountId: accountId,
    messageId: mail.messageId,
    destination: mail.destinations,
    headersTruncated: false,
    headers,
    commonHeaders: {
      from: mailboxesIn(value('from')),
      to: mailboxesIn(value('to')),
      messageId: mail.messageId,
      subject: value('subject'),
    },
    tags: {
      'ses:configuration-set': [mail.configurationSet],
      'ses:from-domain': [domainOf(mail.source)],
      'ses:source-ip': ['127.0.0.1'],
      ...Object.fromEntries(own),
    },
  };
}

const bounced = (addresses: readonly string[], timestamp: string) => ({
  feedbackId: randomUUID(),
  bounceType: 'Permanent',
  bounceSubType: 'General',
  bouncedRecipients: addresses.map((emailAddress) => ({
    emailAddress,
    action: 'failed',
    status: '5.1.1',
    diagnosticCode: 'smtp; 550 5.1.1 user unknown',
  })),
  timestamp,
  reportingMTA: 'dns; localhost',
});

const complained = (addresses: readonly string[], timestamp: string) => ({
  feedbackId: randomUUID(),
  complaintSubType: null,
  complainedRecipients: addresses.map((emailAddress) => ({ emailAddress })),
  timestamp,
  userAgent: 'Amazon SES Mailbox Simulator',
  complaintFeedbackType: 'abuse',
  arrivalDate: timestamp,
});

const delivered = (recipients: readonly string[], timestamp: string) => ({
  timestamp,
  processingTimeMillis: 1,
  recipients,
  smtpResponse: '250 2.0.0 OK',
  reportingMTA: 'localhost',
});

/** What the configuration set publishes about a mail: that it was sent, and what came of it per simulated recipient. */
export function sendingEvents(mail: SentMail, set: ConfigurationSet, place: Place): AwsEvent[] {
  const bouncing = mail.destinations.filter((address) => simulated(address) === 'bounce');
  const complaining = mail.destinations.filter((address) => simulated(address) === 'complaint');
  const arriving = mail.destinations.filter((address) => !bouncing.includes(address));
  const at = new Date(mail.sentAt).toISOString();
  const facts: (readonly [keyof typeof detailTypes, readonly string[], object])[] = [
    ['SEND', mail.destinations, { send: {} }],
    ['DELIVERY', arriving, { delivery: delivered(arriving, at) }],
    ['BOUNCE', bouncing, { bounce: bounced(bouncing, at) }],
    ['COMPLAINT', complaining, { complaint: complained(complaining, at) }],
  ];
  const about = facts.filter(([type, addresses]) => set.eventTypes.has(type) && addresses.length > 0);
  if (about.length === 0) return [];
  const described = mailObject(mail, place);
  return about.map(([type, , fact]) => {
    const [detailType, eventType] = detailTypes[type];
    const resources = [`arn:aws:ses:${place.region}:${place.accountId}:configuration-set/${set.name}`];
    return { source: 'aws.ses', detailType, resources, detail: { eventType, mail: described, ...fact } };
  });
}
