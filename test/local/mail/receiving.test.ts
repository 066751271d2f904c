import nodemailer from 'nodemailer';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMail, type Mail } from '../../../local/mail/mail.ts';
import { createObjects, type Objects } from '../../../local/objects/objects.ts';
import { resource, type StandIn, standIn } from '../objects/engine-stand-in.ts';
import { functionArn, mailResources } from './mail-resources.ts';

interface ReceiptEvent {
  readonly Records: readonly [
    {
      readonly eventSource: string;
      readonly ses: { readonly mail: Record<string, unknown>; readonly receipt: Record<string, unknown> };
    },
  ];
}

let engine: StandIn;
let objects: Objects;
let mail: Mail;
let port: number;

async function open(on: StandIn) {
  engine = on;
  objects = createObjects(on.context);
  mail = createMail(on.context, { objects });
  port = await mail.listen();
}

beforeEach(() => open(standIn({ resources: mailResources })));
afterEach(() => mail.close());

const send = (to: string | string[], over: { envelopeFrom?: string; from?: string; raw?: string } = {}) => {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  const envelope = { from: over.envelopeFrom ?? 'jane@customer.example', to };
  if (over.raw !== undefined) return transport.sendMail({ envelope, raw: over.raw });
  const from = over.from ?? 'Jane <jane@customer.example>';
  const attachments = [{ filename: 'passport.pdf', content: '%PDF-1.7' }];
  return transport.sendMail({
    envelope,
    from,
    to: 'Reply <case@reply.gangway.example>',
    subject: 'Re: your case',
    text: 'here it is',
    attachments,
  });
};

const eventOf = (at = 0) => (engine.invocations[at]!.event as ReceiptEvent).Records[0];

describe('a mail that arrives by SMTP', () => {
  it('is stored under prefix and id, and its function is invoked, before it is acknowledged', async () => {
    const info = await send('case+ab12@reply.gangway.example');
    expect(engine.invocations.map(({ functionName }) => functionName)).toEqual(['mail-inbound']);
    const { eventSource, ses } = eventOf();
    expect(eventSource).toBe('aws:ses');
    expect(ses.mail).toMatchObject({
      timestamp: '2026-03-02T12:00:00.000Z',
      source: 'jane@customer.example',
      destination: ['case+ab12@reply.gangway.example'],
      headersTruncated: false,
      commonHeaders: {
        returnPath: 'jane@customer.example',
        from: ['Jane <jane@customer.example>'],
        to: ['Reply <case@reply.gangway.example>'],
        subject: 'Re: your case',
      },
    });
    expect(ses.receipt).toMatchObject({
      recipients: ['case+ab12@reply.gangway.example'],
      spamVerdict: { status: 'PASS' },
      virusVerdict: { status: 'PASS' },
      spfVerdict: { status: 'PASS' },
      dkimVerdict: { status: 'PASS' },
      dmarcVerdict: { status: 'PASS' },
      action: { type: 'Lambda', functionArn, invocationType: 'Event' },
    });
    expect(ses.receipt['dmarcPolicy']).toBeUndefined();
    const messageId = String(ses.mail['messageId']);
    expect(messageId).toMatch(/^[0-9a-v]{40}$/);
    expect(info.response).toContain(messageId);
    const stored = await PostalMime.parse((await objects.get('mail', `inbound/${messageId}`))!);
    expect(stored.subject).toBe('Re: your case');
    expect(stored.attachments.map(({ filename }) => filename)).toEqual(['passport.pdf']);
    expect(stored.headers[0]).toMatchObject({ key: 'return-path', value: '<jane@customer.example>' });
  });

  it('is refused with 550 for a recipient of no rule, and accepted for the others', async () => {
    await expect(send('stranger@gangway.example')).rejects.toMatchObject({ responseCode: 550 });
    expect(engine.invocations).toEqual([]);
    const info = await send(['stranger@gangway.example', 'Onboarding@gangway.example']);
    expect([info.accepted, info.rejected]).toEqual([['Onboarding@gangway.example'], ['stranger@gangway.example']]);
    expect(eventOf().ses.receipt['recipients']).toEqual(['Onboarding@gangway.example']);
  });

  it('fails the checks of the sender when envelope and From header disagree', async () => {
    await send('case@reply.gangway.example', { envelopeFrom: 'attacker@evil.example' });
    const failed = { status: 'FAIL' };
    expect(eventOf().ses.receipt).toMatchObject({
      spfVerdict: failed,
      dkimVerdict: failed,
      dmarcVerdict: failed,
      dmarcPolicy: 'reject',
    });
  });

  it('has no proven sender when it is a bounce', async () => {
    await send('case@reply.gangway.example', { envelopeFrom: '' });
    expect(eventOf().ses.mail['source']).toBe('');
    expect(eventOf().ses.receipt['dmarcVerdict']).toEqual({ status: 'GRAY' });
  });

  it('is told to hold a virus when an attachment is the test file', async () => {
    const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
    const encoded = Buffer.from(eicar).toString('base64').replace(/.{76}/g, '$&\r\n');
    const raw = `From: jane@customer.example\r\nContent-Transfer-Encoding: base64\r\n\r\n${encoded}\r\n`;
    await send('case@reply.gangway.example', { raw });
    expect(eventOf().ses.receipt['virusVerdict']).toEqual({ status: 'FAIL' });
  });

  it('is taken whatever its shape: no From, bare line feeds, headers only, 8-bit headers', async () => {
    const raws = [
      'Subject: x\r\n\r\nbody',
      'From: a@b.example\nSubject: y\n\nbody',
      'Subject: only',
      'From: J\u00e4ne <jane@customer.example>\r\n\r\nx',
    ];
    for (const raw of raws) await send('case@reply.gangway.example', { raw });
    expect(engine.invocations).toHaveLength(4);
    expect(eventOf(0).ses.receipt['dmarcVerdict']).toEqual({ status: 'FAIL' });
  });

  it('is not acknowledged when it could not be stored', async () => {
    await mail.close();
    const broken = { put: () => Promise.reject(new Error('the disk is full')) };
    mail = createMail(engine.context, { objects: broken });
    port = await mail.listen();
    await expect(send('case@reply.gangway.example')).rejects.toMatchObject({ responseCode: 451 });
    expect(engine.invocations).toEqual([]);
  });
});

describe('receipt rules', () => {
  const rule = (id: string, Rule: object, After?: string) =>
    resource('AWS::SES::ReceiptRule', id, {
      RuleSetName: 'inbound',
      Rule: { Enabled: true, ...Rule },
      ...(After ? { After } : {}),
    });
  const store = (ObjectKeyPrefix: string) => ({ Actions: [{ S3Action: { BucketName: 'mail', ObjectKeyPrefix } }] });

  it('run in their order, each for its own recipients', async () => {
    const puts: string[] = [];
    await mail.close();
    const resources = [
      rule('third', { ...store('c/'), Recipients: ['.gangway.example'] }, 'second'),
      rule('first', { ...store('a/'), Recipients: ['x@a.gangway.example'] }),
      rule('off', { ...store('off/'), Enabled: false }),
      rule('second', { ...store('b/'), Recipients: [] }, 'first'),
    ];
    const put = async (_bucket: string, key: string) => void puts.push(key.slice(0, 2));
    mail = createMail(standIn({ resources }).context, { objects: { put } });
    port = await mail.listen();
    await send('x@a.gangway.example');
    await send('y@elsewhere.example');
    expect(puts).toEqual(['a/', 'b/', 'c/', 'b/']);
  });

  it('stop the start for an action that the engine does not have', () => {
    const bounce = rule('bounce', { Actions: [{ BounceAction: {} }] });
    const create = () => createMail(standIn({ resources: [bounce] }).context, { objects });
    expect(create).toThrow('BounceAction');
  });
});
