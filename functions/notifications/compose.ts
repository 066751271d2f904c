import { randomUUID } from 'node:crypto';
import type { RenderedMail } from '../../shared/store/ports.ts';

export interface Envelopes {
  readonly from: string;
  readonly replyTo: string;
  /** Domain of our message ids. */
  readonly domain: string;
  /** `Date` header. */
  readonly date: Date;
}

const LINE_LENGTH = 76;

/**
 * The mail as RFC 5322 text with a plain and an HTML part. It says that it is automatic, so that well-behaved robots do
 * not answer, and names the case's thread, so that mail programs keep a case together.
 */
export function compose(mail: RenderedMail, { from, replyTo, domain, date }: Envelopes): Buffer {
  const boundary = `gangway-${randomUUID()}`;
  const thread = `<${mail.caseId}@${domain}>`;
  const headers = [
    `From: ${from}`,
    `To: ${mail.to}`,
    `Reply-To: ${replyTo}`,
    `Subject: ${encodedWord(mail.subject)}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${mail.eventId}.${mail.template}.${mail.recipientId}@${domain}>`,
    `In-Reply-To: ${thread}`,
    `References: ${thread}`,
    'Auto-Submitted: auto-generated',
    'X-Auto-Response-Suppress: All',
    `X-Gangway-Case: ${mail.caseId}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
  ];
  const parts = [part('text/plain', mail.text), part('text/html', mail.html)];
  const body = parts.map((content) => `--${boundary}\r\n${content}`).join('');
  return Buffer.from(`${headers.map(safeHeader).join('\r\n')}\r\n\r\n${body}--${boundary}--\r\n`);
}

/** No value can start another header; folded lines, which go on with a space, stay. */
const safeHeader = (header: string): string => header.replaceAll(/\r\n(?! )|(?<!\r)\n|\r(?!\n)/g, ' ');

const part = (type: string, text: string): string =>
  `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${folded(text)}\r\n`;

const folded = (text: string): string =>
  (
    Buffer.from(text)
      .toString('base64')
      .match(new RegExp(`.{1,${LINE_LENGTH}}`, 'g')) ?? []
  ).join('\r\n');

/** RFC 2047: words of at most 45 bytes, cut between characters. */
function encodedWord(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words: string[] = [''];
  for (const character of text) {
    const longer = `${words.at(-1)}${character}`;
    if (Buffer.byteLength(longer) > 45) words.push(character);
    else words[words.length - 1] = longer;
  }
  return words.map((word) => `=?utf-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ');
}
