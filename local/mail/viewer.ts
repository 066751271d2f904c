import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MessageTable, SentMail } from './message-table.ts';
import { type MailView, parseMail, presentMail } from './present-mail.ts';
import { listPage, mailPage } from './viewer-pages.ts';

const shownOnPage = 100;
const maxLimit = 1000;
/** A mail never changes once sent, so what was parsed is kept; the oldest leave first. */
const keptViews = 2000;
const refreshSeconds = 5;

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; frame-ancestors 'none'";
/** For the HTML of a mail: nothing runs, nothing is fetched, whoever opens it. */
const mailPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

const html = (body: string, csp = policy): Answer => ({
  status: 200,
  type: 'text/html; charset=utf-8',
  body,
  headers: { 'content-security-policy': csp },
});
const json = (status: number, value: unknown): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
});
const text = (status: number, body: string | Buffer): Answer => ({ status, type: 'text/plain; charset=utf-8', body });

function readSince(given: string | null): number | undefined {
  if (given === null) return 0;
  const at = Date.parse(given);
  return Number.isNaN(at) ? undefined : at;
}

const views = new Map<string, MailView>();

async function presented(mail: SentMail): Promise<MailView> {
  const known = views.get(mail.messageId);
  if (known) return known;
  const view = presentMail(mail, await parseMail(mail));
  views.set(mail.messageId, view);
  if (views.size > keptViews) views.delete(views.keys().next().value!);
  return view;
}

/** `to`: an envelope recipient; `since`: RFC 3339, inclusive, engine time; `limit`: at most 1000, which is also the default. Newest first. */
async function listMessages(messages: MessageTable, query: URLSearchParams): Promise<Answer> {
  const since = readSince(query.get('since'));
  if (since === undefined) return json(400, { message: 'since must be a time like 2026-01-02T03:04:05Z' });
  const limit = Math.min(Number(query.get('limit') ?? maxLimit), maxLimit);
  if (!(limit >= 1)) return json(400, { message: 'limit must be a number from 1 to 1000' });
  const found = messages.newest(query.get('to') ?? undefined, since, Math.floor(limit));
  return json(200, { messages: await Promise.all(found.map(presented)) });
}

async function attachment(mail: SentMail, at: number): Promise<Answer> {
  const found = (await parseMail(mail)).attachments[at];
  if (!found) return text(404, 'No such attachment.');
  const name = encodeURIComponent(found.filename ?? `attachment-${at + 1}`);
  const headers = {
    'content-disposition': `attachment; filename*=UTF-8''${name}`,
    'content-security-policy': 'sandbox',
  };
  return { status: 200, type: 'application/octet-stream', body: Buffer.from(found.content as ArrayBuffer), headers };
}

async function oneMail(mail: SentMail, rest: readonly string[]): Promise<Answer> {
  const [part, index] = rest;
  if (part === undefined) return html(mailPage(await presented(mail)));
  if (part === 'raw') return text(200, mail.raw);
  if (part === 'html') return html((await presented(mail)).html ?? '', mailPolicy);
  if (part === 'attachments') return attachment(mail, Number(index));
  return text(404, 'No such page.');
}

async function answer(messages: MessageTable, url: URL): Promise<Answer> {
  const [first, ...rest] = url.pathname
    .split('/')
    .slice(2)
    .filter((part) => part !== '');
  if (first === undefined) {
    const mails = await Promise.all(messages.newest(undefined, 0, shownOnPage).map(presented));
    return html(listPage(mails, url.searchParams.has('refresh') ? refreshSeconds : undefined));
  }
  if (first === 'messages' && rest.length === 0) return listMessages(messages, url.searchParams);
  const mail = messages.byId(first === 'messages' ? rest[0]! : first);
  if (!mail) return first === 'messages' ? json(404, { message: 'No such mail.' }) : text(404, 'No such mail.');
  return first === 'messages' ? json(200, await presented(mail)) : oneMail(mail, rest);
}

/** The mail viewer and its JSON, for requests whose path is `/_mail` or below. Never rejects. */
export async function viewMail(messages: MessageTable, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const found =
    req.method === 'GET' ? await answer(messages, new URL(req.url!, 'http://local')) : text(405, 'Only GET.');
  res.writeHead(found.status, {
    'content-type': found.type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...found.headers,
  });
  res.end(found.body);
}
