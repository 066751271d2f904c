import PostalMime, { type Email } from 'postal-mime';
import type { SentMail } from './message-table.ts';
import { mailboxesIn } from './raw-message.ts';

/** A mail as tests, the demo and the viewer see it. Times are RFC 3339. */
export interface MailView {
  readonly messageId: string;
  readonly sentAt: string;
  readonly from: string;
  /** Envelope recipients. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | undefined;
  /** First value of every header, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly attachments: readonly {
    readonly fileName: string;
    readonly mediaType: string;
    readonly sizeBytes: number;
  }[];
}

export const parseMail = (mail: SentMail): Promise<Email> =>
  PostalMime.parse(mail.raw, { attachmentEncoding: 'arraybuffer' });

/** Everything about a mail, from its parsed message. */
export function presentMail(mail: SentMail, email: Email): MailView {
  const headers = email.headers.toReversed().map(({ key, value }) => [key, value] as const);
  const from = headers.find(([name]) => name === 'from')?.[1];
  return {
    messageId: mail.messageId,
    sentAt: new Date(mail.sentAt).toISOString(),
    from: mailboxesIn(from)[0] ?? mail.source,
    to: mail.destinations,
    subject: email.subject ?? '',
    text: email.text ?? '',
    html: email.html,
    headers: Object.fromEntries(headers),
    tags: mail.tags,
    attachments: email.attachments.map(({ filename, mimeType, content }) => ({
      fileName: filename ?? '',
      mediaType: mimeType,
      sizeBytes: (content as ArrayBuffer).byteLength,
    })),
  };
}
