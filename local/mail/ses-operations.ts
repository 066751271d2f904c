import { MailFault } from './mail-fault.ts';
import type { QueryInput, QueryOperation } from './query-protocol.ts';
import type { MailSender } from './send-mail.ts';
import type { SendingSettings } from './sending-settings.ts';

const dailyQuota = 50_000;
const mailsPerSecond = 14;

function readTags(input: QueryInput): Record<string, string> {
  const tags: Record<string, string> = {};
  for (let at = 1; ; at += 1) {
    const name = input.get(`Tags.member.${at}.Name`);
    if (name === undefined) return tags;
    tags[name] = input.get(`Tags.member.${at}.Value`) ?? '';
  }
}

function sendRaw(sender: MailSender): QueryOperation {
  return (input) => {
    const mail = {
      raw: Buffer.from(input.require('RawMessage.Data'), 'base64'),
      source: input.get('Source'),
      destinations: input.list('Destinations'),
      tags: readTags(input),
      configurationSet: input.get('ConfigurationSetName'),
    };
    input.requireAllRead();
    return { MessageId: sender.send(mail) };
  };
}

function readContent(input: QueryInput, name: string): string | undefined {
  const charset = input.get(`Message.${name}.Charset`);
  if (charset !== undefined && !/^(utf-8|us-ascii)$/i.test(charset))
    throw new MailFault('InvalidParameterValue', 'The local engine takes content in UTF-8 only.');
  return input.get(`Message.${name}.Data`);
}

function sendSimple(sender: MailSender): QueryOperation {
  return async (input) => {
    const [text, html] = [readContent(input, 'Body.Text'), readContent(input, 'Body.Html')];
    const source = input.require('Source');
    const [to, cc, bcc] = ['To', 'Cc', 'Bcc'].map((kind) => input.list(`Destination.${kind}Addresses`)) as [
      string[],
      string[],
      string[],
    ];
    const subject = readContent(input, 'Subject') ?? '';
    const replyTo = input.list('ReplyToAddresses');
    const rest = { tags: readTags(input), configurationSet: input.get('ConfigurationSetName') };
    input.requireAllRead();
    const { default: MailComposer } = await import('nodemailer/lib/mail-composer/index.js');
    const composer = new MailComposer({
      from: source,
      to,
      cc,
      replyTo,
      subject,
      ...(text ? { text } : {}),
      ...(html ? { html } : {}),
    });
    const raw = await composer.compile().build();
    return { MessageId: sender.send({ raw, source, destinations: [...to, ...cc, ...bcc], ...rest }) };
  };
}

function verification(settings: SendingSettings): QueryOperation {
  return (input) => {
    const entry = input.list('Identities').map((key) => ({
      key,
      value: {
        VerificationStatus: settings.identities.some(({ name }) => name === key.toLowerCase()) ? 'Success' : 'Failed',
      },
    }));
    input.requireAllRead();
    return { VerificationAttributes: { entry } };
  };
}

/** The actions of SES v1 that the product and its tools use. */
export function sesOperations(sender: MailSender, settings: SendingSettings): Readonly<Record<string, QueryOperation>> {
  return {
    SendRawEmail: sendRaw(sender),
    SendEmail: sendSimple(sender),
    GetSendQuota: () => ({ Max24HourSend: dailyQuota, MaxSendRate: mailsPerSecond, SentLast24Hours: 0 }),
    GetIdentityVerificationAttributes: verification(settings),
  };
}
