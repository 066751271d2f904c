import { createHash } from 'node:crypto';
import PostalMime, { type Address, type Attachment, addressParser, type Email } from 'postal-mime';
import { htmlToText } from './html-to-text.ts';
import type { Mail, Mailbox, Part } from './mail.ts';
import { CannotPlace } from './reasons.ts';

/** SES takes 40 MB; its trace headers come on top. */
const MAXIMUM_BYTES = 41 * 1024 * 1024;
/**
 * What no mail program needs and a mail made to exhaust us has. A mail within a mail stays closed: it is a document, and
 * none of its text was written to us.
 */
const LIMITS = { maxNestingDepth: 30, maxHeadersSize: 512 * 1024, forceRfc822Attachments: true };
const MAXIMUM_SUBJECT_LENGTH = 500;

/**
 * Takes a mail apart.
 *
 * @param bytes as SES stored it
 * @throws {CannotPlace} when it is too large or cannot be taken apart
 */
export async function readMail(bytes: Uint8Array): Promise<Mail> {
  if (bytes.length > MAXIMUM_BYTES) throw new CannotPlace('mail.too-large');
  const email = await PostalMime.parse(bytes, LIMITS).catch(() => {
    throw new CannotPlace('mail.unreadable');
  });
  const headers = Map.groupBy(email.headers, ({ key }) => key);
  const values = new Map([...headers].map(([name, lines]) => [name, lines.map(({ value }) => value)]));
  const parts = email.attachments.map(partOf);
  return {
    from: senderOf(values.get('from') ?? []),
    addressees: [...(email.to ?? []), ...(email.cc ?? [])].flatMap(mailboxes).map(({ address }) => address),
    subject: visible(email.subject ?? '').slice(0, MAXIMUM_SUBJECT_LENGTH),
    references: `${email.inReplyTo ?? ''} ${email.references ?? ''}`,
    headers: values,
    text: textOf(email),
    parts,
    digest: digestOf(email, parts),
  };
}

/**
 * Several senders, several headers of them, or one that two programs could read differently, are ways to prove one
 * address and show another. Only the plain forms count: `address`, `name <address>` and `address (name)`.
 */
function senderOf(lines: readonly string[]): Mailbox | undefined {
  const [line, second] = lines;
  if (line === undefined || second !== undefined) return undefined;
  const [from, other] = addressParser(line).flatMap(mailboxes);
  const [, inBrackets, bare] = PLAIN_SENDER.exec(line.slice(0, MAXIMUM_SENDER_LENGTH)) ?? [];
  const isPlain = (inBrackets ?? bare)?.toLowerCase() === from?.address;
  return other === undefined && isPlain ? from : undefined;
}

const MAXIMUM_SENDER_LENGTH = 1_000;
const PLAIN_SENDER =
  /^(?:[^<>]*<\s*([^\s@<>"(),;:]+@[^\s@<>"(),;:]+)\s*>|\s*([^\s@<>"(),;:]+@[^\s@<>"(),;:]+))\s*(?:\([^()<>@]*\)\s*)?$/;
const ADDRESS = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,255}$/;

function mailboxes(address: Address): readonly Mailbox[] {
  if (address.group !== undefined) return address.group.flatMap(mailboxes);
  if (!ADDRESS.test(address.address)) return [];
  return [{ name: visible(address.name), address: address.address.toLowerCase() }];
}

const textOf = ({ text, html }: Email): string =>
  (text !== undefined && text.trim() !== '' ? text : htmlToText(html ?? '')).replaceAll('\r\n', '\n');

function partOf({ filename, mimeType, content, related }: Attachment): Part {
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
  return {
    fileName: visible(filename ?? ''),
    mediaType: mimeType,
    bytes,
    sha256: createHash('sha256').update(bytes).digest('base64'),
    isInline: related === true,
  };
}

/** Everything that a second delivery of the same message has in common with the first; the trace of the way is not. */
function digestOf({ messageId, date, headers, subject, text, html }: Email, parts: readonly Part[]): string {
  const from = headers.filter(({ key }) => key === 'from').map(({ value }) => value);
  const said = [messageId, date, from, subject, text, html, parts.map(({ fileName, sha256 }) => [fileName, sha256])];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

/** One line without control characters. */
const visible = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
