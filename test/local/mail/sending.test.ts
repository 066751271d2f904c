import {
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  ListIdentitiesCommand,
  SESClient,
  SendEmailCommand,
  SendRawEmailCommand,
} from '@aws-sdk/client-ses';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMail, type Mail } from '../../../local/mail/mail.ts';
import { resource, type StandIn, serveWire, standIn } from '../objects/engine-stand-in.ts';
import { composeMail } from './compose-mail.ts';
import { mailResources } from './mail-resources.ts';
import { serveHttp } from './serve-http.ts';

const objects = { put: async () => undefined };

let engine: StandIn;
let mail: Mail;
let wire: Awaited<ReturnType<typeof serveWire>>;
let site: Awaited<ReturnType<typeof serveHttp>>;
let ses: SESClient;

beforeEach(async () => {
  engine = standIn({ resources: mailResources });
  mail = createMail(engine.context, { objects });
  wire = await serveWire(mail.wire);
  site = await serveHttp((req, res) => mail.http(req, res));
  const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
  ses = new SESClient({ endpoint: wire.url, region: 'eu-west-1', credentials, maxAttempts: 1 });
});

afterEach(() => Promise.all([wire.close(), site.close()]));

const send = async (over: object = {}, data?: Buffer) => {
  const Tags = [{ Name: 'ledger', Value: 'EVENT-1' }];
  const input = {
    RawMessage: { Data: data ?? (await composeMail()) },
    Tags,
    ConfigurationSetName: 'outbound',
    ...over,
  };
  return (await ses.send(new SendRawEmailCommand(input))).MessageId!;
};

const list = async (query = '') =>
  ((await (await fetch(`${site.url}/_mail/messages${query}`)).json()) as { messages: Record<string, unknown>[] })
    .messages;

describe('sending a raw mail', () => {
  it('keeps it as its recipients would get it', async () => {
    const messageId = await send({ Destinations: ['ada@customer.example'] });
    const [shown] = await list();
    expect(shown).toMatchObject({
      messageId,
      sentAt: '2026-03-02T12:00:00.000Z',
      from: 'Gangway <no-reply@gangway.example>',
      to: ['ada@customer.example'],
      subject: 'Grüße – your case',
      text: 'Hello Ada\n',
      tags: { ledger: 'EVENT-1' },
      attachments: [{ fileName: 'a b.txt', mediaType: 'text/plain', sizeBytes: 8 }],
    });
    const { headers } = shown as { headers: Record<string, string> };
    expect(headers['reply-to']).toBe('case+abc@reply.gangway.example');
    expect(headers['message-id']).toBe(`<${messageId}@eu-west-1.amazonses.com>`);
    expect(headers['bcc']).toBeUndefined();
  });

  it('publishes what was sent, with its tags, before it replies', async () => {
    const messageId = await send({ Destinations: ['ada@customer.example', 'bob@customer.example'] });
    expect(engine.events).toHaveLength(1);
    expect(engine.events[0]).toMatchObject({
      source: 'aws.ses',
      detailType: 'Email Sent',
      resources: ['arn:aws:ses:eu-west-1:000000000000:configuration-set/outbound'],
      detail: {
        eventType: 'Send',
        send: {},
        mail: {
          messageId,
          timestamp: '2026-03-02T12:00:00.000Z',
          source: 'no-reply@gangway.example',
          destination: ['ada@customer.example', 'bob@customer.example'],
          tags: { ledger: ['EVENT-1'], 'ses:configuration-set': ['outbound'] },
        },
      },
    });
  });

  it('plays bounce and complaint for the addresses of the mailbox simulator', async () => {
    await send({
      Destinations: ['bounce+1@simulator.amazonses.com', 'complaint@simulator.amazonses.com', 'ada@customer.example'],
    });
    expect(engine.events.map(({ detailType }) => detailType)).toEqual([
      'Email Sent',
      'Email Bounced',
      'Email Complaint Received',
    ]);
    expect(engine.events[1]!.detail).toMatchObject({
      eventType: 'Bounce',
      bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'bounce+1@simulator.amazonses.com' }] },
    });
    expect(engine.events[2]!.detail).toMatchObject({
      complaint: { complainedRecipients: [{ emailAddress: 'complaint@simulator.amazonses.com' }] },
    });
  });

  it('uses the configuration set of the identity when the mail names none', async () => {
    const [identity, ...others] = mailResources;
    const withDefault = resource('AWS::SES::EmailIdentity', 'gangway.example', {
      ...identity!.properties,
      ConfigurationSetAttributes: { ConfigurationSetName: 'outbound' },
    });
    const own = standIn({ resources: [withDefault, ...others] });
    const body = new URLSearchParams({
      Action: 'SendRawEmail',
      'RawMessage.Data': (await composeMail()).toString('base64'),
    });
    const request = { method: 'POST', url: '/', headers: {}, body: Buffer.from(body.toString()) };
    expect((await createMail(own.context, { objects }).wire(request)).status).toBe(200);
    expect(own.events.map(({ detailType }) => detailType)).toEqual(['Email Sent']);
  });

  it('publishes nothing without a configuration set', async () => {
    await send({ ConfigurationSetName: undefined });
    expect(engine.events).toEqual([]);
    expect((await list())[0]!['to']).toEqual(['ada@customer.example', 'hidden@customer.example']);
  });

  it('refuses a foreign sender, an unknown configuration set, an illegal tag and a mail to nobody', async () => {
    const foreign = await composeMail({ from: 'x@evil.example' });
    await expect(send({}, foreign)).rejects.toMatchObject({ name: 'MessageRejected' });
    await expect(send({ Source: 'x@evil.example' })).rejects.toMatchObject({ name: 'MessageRejected' });
    await expect(send({ ConfigurationSetName: 'other' })).rejects.toMatchObject({
      name: 'ConfigurationSetDoesNotExistException',
    });
    await expect(send({ Tags: [{ Name: 'ledger', Value: 'MAIL#1' }] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
    const nobody = await composeMail({ to: undefined, bcc: undefined });
    await expect(send({}, nobody)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(send({ ReturnPathArn: 'arn:x' })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    expect(await list()).toEqual([]);
  });

  it('is not acknowledged and not kept when the bus cannot take its event', async () => {
    const onEmit = () => {
      throw new Error('the bus is gone');
    };
    const failing = createMail(standIn({ resources: mailResources, onEmit }).context, { objects });
    const body = new URLSearchParams({
      Action: 'SendRawEmail',
      ConfigurationSetName: 'outbound',
      'RawMessage.Data': (await composeMail()).toString('base64'),
    });
    const request = { method: 'POST', url: '/', headers: {}, body: Buffer.from(body.toString()) };
    await expect(failing.wire(request)).rejects.toThrow('the bus is gone');
    mail = failing;
    expect(await list()).toEqual([]);
  });
});

describe('the other actions', () => {
  it('compose a simple mail from text and HTML', async () => {
    const Body = { Text: { Data: 'plain é' }, Html: { Data: '<p>rich</p>' } };
    const Destination = { ToAddresses: ['ada@customer.example'], BccAddresses: ['bob@customer.example'] };
    const Message = { Subject: { Data: 'Hi é' }, Body };
    await ses.send(
      new SendEmailCommand({
        Source: 'no-reply@gangway.example',
        Destination,
        Message,
        ReplyToAddresses: ['r@gangway.example'],
      }),
    );
    const [shown] = await list();
    expect(shown).toMatchObject({
      subject: 'Hi é',
      text: 'plain é\n',
      html: '<p>rich</p>\n',
      to: ['ada@customer.example', 'bob@customer.example'],
    });
  });

  it('tell the quota and who is verified, and refuse what is not there by name', async () => {
    expect((await ses.send(new GetSendQuotaCommand())).MaxSendRate).toBe(14);
    const asked = new GetIdentityVerificationAttributesCommand({ Identities: ['gangway.example', 'evil.example'] });
    const { VerificationAttributes } = await ses.send(asked);
    expect(VerificationAttributes).toEqual({
      'gangway.example': { VerificationStatus: 'Success' },
      'evil.example': { VerificationStatus: 'Failed' },
    });
    await expect(ses.send(new ListIdentitiesCommand())).rejects.toMatchObject({
      name: 'InvalidAction',
      message: expect.stringContaining('ListIdentities'),
    });
  });
});

describe('the template', () => {
  it('stops the start where events go elsewhere than to the default bus', () => {
    const destination = (EventDestination: object) =>
      resource('AWS::SES::ConfigurationSetEventDestination', 'd', {
        ConfigurationSetName: 'outbound',
        EventDestination,
      });
    const create = (EventDestination: object) =>
      createMail(standIn({ resources: [destination(EventDestination)] }).context, { objects });
    expect(() => create({ MatchingEventTypes: ['SEND'], SnsDestination: { TopicARN: 'x' } })).toThrow(
      'EventBridge only',
    );
    const other = { EventBusArn: 'arn:aws:events:eu-west-1:0:event-bus/other' };
    expect(() => create({ MatchingEventTypes: ['SEND'], EventBridgeDestination: other })).toThrow('default bus');
  });
});
