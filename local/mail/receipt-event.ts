import { addressesIn, type Header, headerValue, mailboxesIn } from './raw-message.ts';
import type { Verdicts } from './verdicts.ts';

/** A mail that has arrived, before the rules act on it. */
export interface ReceivedMail {
  /** The id SES gives it, which is also the end of its object key. */
  readonly messageId: string;
  /** Envelope sender; empty for a bounce. */
  readonly source: string;
  /** All envelope recipients. */
  readonly recipients: readonly string[];
  readonly headers: readonly Header[];
  readonly verdicts: Verdicts;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

const maxHeaderBytes = 10_240;

/** Headers up to the 10 KB that SES passes on. */
function truncated(headers: readonly Header[]): { headers: readonly Header[]; headersTruncated: boolean } {
  let sizeBytes = 0;
  const fitting = headers.findIndex(({ name, value }) => {
    sizeBytes += Buffer.byteLength(name) + Buffer.byteLength(value) + 4;
    return sizeBytes > maxHeaderBytes;
  });
  return fitting < 0
    ? { headers, headersTruncated: false }
    : { headers: headers.slice(0, fitting), headersTruncated: true };
}

function commonHeaders(mail: ReceivedMail) {
  const value = (name: string) => headerValue(mail.headers, name);
  const boxes = (name: string) => (value(name) === undefined ? undefined : mailboxesIn(value(name)));
  return {
    returnPath: mail.source,
    from: boxes('from'),
    replyTo: boxes('reply-to'),
    sender: addressesIn(value('sender'))[0],
    to: boxes('to'),
    cc: boxes('cc'),
    date: value('date'),
    messageId: value('message-id'),
    subject: value('subject'),
  };
}

/**
 * The event of a Lambda action. `recipients` are those the rule is for.
 * Source: SES Developer Guide, "Event data supplied to Lambda functions".
 */
export function receiptEvent(mail: ReceivedMail, recipients: readonly string[], functionArn: string) {
  const timestamp = new Date(mail.receivedAt).toISOString();
  const { spam, virus, spf, dkim, dmarc } = mail.verdicts;
  const receipt = {
    timestamp,
    processingTimeMillis: 1,
    recipients,
    spamVerdict: { status: spam },
    virusVerdict: { status: virus },
    spfVerdict: { status: spf },
    dkimVerdict: { status: dkim },
    dmarcVerdict: { status: dmarc },
    ...(dmarc === 'FAIL' ? { dmarcPolicy: 'reject' } : {}),
    action: { type: 'Lambda', functionArn, invocationType: 'Event' },
  };
  const { messageId, source, recipients: destination } = mail;
  const described = {
    timestamp,
    source,
    messageId,
    destination,
    ...truncated(mail.headers),
    commonHeaders: commonHeaders(mail),
  };
  return { Records: [{ eventSource: 'aws:ses', eventVersion: '1.0', ses: { mail: described, receipt } }] };
}
