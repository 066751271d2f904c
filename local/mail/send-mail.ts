import { randomUUID } from 'node:crypto';
import type { EngineContext } from '../parts.ts';
import { transact } from '../transact.ts';
import { MailFault } from './mail-fault.ts';
import type { MessageTable } from './message-table.ts';
import { addressesIn, domainOf, type Header, headerValue, readHeaders, withHeaders } from './raw-message.ts';
import { sendingEvents } from './sending-events.ts';
import type { SendingIdentity, SendingSettings } from './sending-settings.ts';

/** A mail as the caller hands it over. */
export interface OutgoingMail {
  readonly raw: Buffer;
  /** Envelope sender; the From header when absent. */
  readonly source: string | undefined;
  /** Envelope recipients; the address headers when empty. */
  readonly destinations: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly configurationSet: string | undefined;
}

const maxBytes = 10 * 1024 * 1024;
const maxRecipients = 50;

function recipients(mail: OutgoingMail, headers: readonly Header[]): string[] {
  const named = mail.destinations.length > 0 ? mail.destinations.join(', ') : undefined;
  const written = ['to', 'cc', 'bcc'].map((name) => headerValue(headers, name) ?? '').join(', ');
  const addresses = [...new Set(addressesIn(named ?? written))];
  if (addresses.length === 0) throw new MailFault('InvalidParameterValue', 'Missing final recipient.');
  if (addresses.length > maxRecipients)
    throw new MailFault('InvalidParameterValue', `Recipient count exceeds ${maxRecipients}.`);
  if (addresses.some((address) => !/^[^\s@]+@[^\s@]+$/.test(address)))
    throw new MailFault('InvalidParameterValue', 'Illegal address');
  return addresses;
}

/** The identity that stands for an address: the address itself, its domain or one above. */
function identityOf(settings: SendingSettings, address: string): SendingIdentity | undefined {
  const [whole, domain] = [address.toLowerCase(), domainOf(address)];
  const found = (stands: (name: string) => boolean) => settings.identities.find(({ name }) => stands(name));
  return (
    found((name) => name === whole) ?? found((name) => name === domain) ?? found((name) => domain.endsWith(`.${name}`))
  );
}

/** Gives the identity of the envelope sender. Throws MessageRejected when it or an author is not verified. */
function checkSender(
  settings: SendingSettings,
  source: string | undefined,
  authors: readonly string[],
): SendingIdentity {
  if (source === undefined || authors.length === 0)
    throw new MailFault('InvalidParameterValue', "Missing required header 'From'.");
  const identity = identityOf(settings, source);
  if (!identity || !authors.every((author) => identityOf(settings, author)))
    throw new MailFault('MessageRejected', 'Email address is not verified: the sender is no identity of the template.');
  return identity;
}

function checkTags(tags: Readonly<Record<string, string>>): void {
  const legal = (text: string) => /^[A-Za-z0-9_-]{1,256}$/.test(text);
  if (!Object.entries(tags).every(([name, value]) => legal(name) && legal(value)))
    throw new MailFault('InvalidParameterValue', 'Invalid tag: only letters, digits, _ and -, 1 to 256 of them.');
}

const newMessageId = (now: number) => `0102${now.toString(16).padStart(12, '0')}-${randomUUID()}-000000`;

/** Accepts mails for sending as SES does. Nothing leaves the machine: they are kept for the viewer. */
export class MailSender {
  readonly #context: EngineContext;
  readonly #settings: SendingSettings;
  readonly #messages: MessageTable;

  constructor(context: EngineContext, settings: SendingSettings, messages: MessageTable) {
    this.#context = context;
    this.#settings = settings;
    this.#messages = messages;
  }

  /**
   * Stores the mail and hands its events to the bus in one transaction; gives the message id.
   * SES replaces the Message-ID header by its own and takes Bcc out. Throws MailFault.
   */
  send(mail: OutgoingMail): string {
    const { clock, region, database } = this.#context;
    if (mail.raw.length > maxBytes)
      throw new MailFault('InvalidParameterValue', `Message length is more than ${maxBytes} bytes long.`);
    const headers = readHeaders(mail.raw);
    if (headers.some(({ name }) => /^x-ses-/i.test(name)))
      throw new MailFault(
        'InvalidParameterValue',
        'The local engine takes tags and configuration set as parameters, not as headers.',
      );
    const from = addressesIn(headerValue(headers, 'from'));
    const source = mail.source === undefined ? from[0] : addressesIn(mail.source)[0];
    const identity = checkSender(this.#settings, source, from);
    checkTags(mail.tags);
    const configurationSet = mail.configurationSet ?? identity.configurationSet;
    const set = configurationSet === undefined ? undefined : this.#settings.configurationSets.get(configurationSet);
    if (configurationSet !== undefined && !set)
      throw new MailFault('ConfigurationSetDoesNotExist', 'The configuration set does not exist.');
    const sentAt = clock.now();
    const messageId = newMessageId(sentAt);
    const dated =
      headerValue(headers, 'date') === undefined ? [{ name: 'Date', value: new Date(sentAt).toUTCString() }] : [];
    const stamp = { name: 'Message-ID', value: `<${messageId}@${region}.amazonses.com>` };
    const raw = withHeaders(mail.raw, ['message-id', 'bcc', 'return-path'], [stamp, ...dated]);
    const sent = {
      ...mail,
      configurationSet,
      source: source!,
      destinations: recipients(mail, headers),
      messageId,
      sentAt,
      raw,
    };
    transact(database, () => {
      this.#messages.insert(sent);
      for (const event of set ? sendingEvents(sent, set, this.#context) : []) this.#context.emit(event);
    });
    return messageId;
  }
}
