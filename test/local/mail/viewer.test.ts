import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMail, type Mail } from '../../../local/mail/mail.ts';
import { type StandIn, serveWire, standIn } from '../objects/engine-stand-in.ts';
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

describe('the viewer', () => {
  it('lists by recipient and time, newest first', async () => {
    const first = await send({ Destinations: ['ada@customer.example'] });
    engine.advance(60_000);
    const second = await send({ Destinations: ['Ada@Customer.example'] });
    await send({ Destinations: ['bob@customer.example'] });
    const ids = async (query: string) => (await list(query)).map(({ messageId }) => messageId);
    expect(await ids('?to=ada@customer.example')).toEqual([second, first]);
    expect(await ids('?to=ada@customer.example&since=2026-03-02T12:00:30Z')).toEqual([second]);
    expect(await ids('?limit=1')).toHaveLength(1);
    expect((await fetch(`${site.url}/_mail/messages?since=soon`)).status).toBe(400);
  });

  it('shows a mail without running or loading anything of it', async () => {
    const messageId = await send();
    const listed = await (await fetch(`${site.url}/_mail`)).text();
    expect(listed).toContain(`<a href="/_mail/${messageId}">Grüße – your case</a>`);
    const shown = await fetch(`${site.url}/_mail/${messageId}`);
    const page = await shown.text();
    expect(page).toContain('<pre>Hello Ada');
    expect(page).toContain(`<iframe title="HTML version" sandbox src="/_mail/${messageId}/html">`);
    expect(page).not.toContain('<script>');
    expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await fetch(`${site.url}/_mail/${messageId}/html`);
    expect(html.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    const file = await fetch(`${site.url}/_mail/${messageId}/attachments/0`);
    expect([await file.text(), file.headers.get('content-disposition')]).toEqual([
      'attached',
      "attachment; filename*=UTF-8''a%20b.txt",
    ]);
    expect(await (await fetch(`${site.url}/_mail/${messageId}/raw`)).text()).toContain(
      'Reply-To: case+abc@reply.gangway.example',
    );
    const one = (await (await fetch(`${site.url}/_mail/messages/${messageId}`)).json()) as Record<string, unknown>;
    expect(one['messageId']).toBe(messageId);
  });

  it('knows no mail that was not sent, keeps the others over a restart and answers GET only', async () => {
    const messageId = await send();
    mail = createMail(engine.restarted().context, { objects });
    expect((await fetch(`${site.url}/_mail/${messageId}`)).status).toBe(200);
    expect((await fetch(`${site.url}/_mail/x`)).status).toBe(404);
    expect((await fetch(`${site.url}/_mail`, { method: 'POST' })).status).toBe(405);
  });
});
