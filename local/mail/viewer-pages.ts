import { escapeXml } from '../objects/xml.ts';
import type { MailView } from './present-mail.ts';

const style = `
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #8886; overflow-wrap: anywhere }
pre { white-space: pre-wrap; overflow-wrap: anywhere }
iframe { width: 100%; height: 32rem; border: 1px solid #8886; background: #fff }`;

function page(title: string, main: string, refreshSeconds?: number): string {
  const refresh = refreshSeconds === undefined ? '' : `<meta http-equiv="refresh" content="${refreshSeconds}">`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${refresh}
<title>${escapeXml(title)}</title><style>${style}</style></head>
<body><main><h1>${escapeXml(title)}</h1>${main}</main></body></html>`;
}

const time = (iso: string) => `<time datetime="${iso}">${iso.replace('T', ' ').slice(0, 19)} UTC</time>`;

/** All mails, newest first; refreshes by itself when asked to. */
export function listPage(mails: readonly MailView[], refreshSeconds: number | undefined): string {
  const rows = mails.map(
    ({ messageId, sentAt, to, subject }) =>
      `<tr><td>${time(sentAt)}</td><td>${escapeXml(to.join(', '))}</td><td><a href="/_mail/${messageId}">${escapeXml(subject || '(no subject)')}</a></td></tr>`,
  );
  const head = '<thead><tr><th scope="col">Sent</th><th scope="col">To</th><th scope="col">Subject</th></tr></thead>';
  const links =
    refreshSeconds === undefined
      ? '<a href="/_mail">Refresh</a> · <a href="/_mail?refresh=5">Refresh every 5 seconds</a>'
      : '<a href="/_mail">Stop refreshing</a>';
  const table =
    rows.length === 0 ? '<p>No mail has been sent.</p>' : `<table>${head}<tbody>${rows.join('')}</tbody></table>`;
  return page('Sent mail', `<p>${links}</p>${table}`, refreshSeconds);
}

/** One mail: what it says as text, the HTML in a frame without any rights, attachments, and at the end its headers. */
export function mailPage(mail: MailView): string {
  const base = `/_mail/${mail.messageId}`;
  const facts = {
    ...mail.headers,
    'envelope recipients': mail.to.join(', '),
    ...Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [`tag ${name}`, value])),
  };
  const rows = Object.entries(facts).map(
    ([name, value]) => `<tr><th scope="row">${escapeXml(name)}</th><td>${escapeXml(value)}</td></tr>`,
  );
  const html =
    mail.html === undefined ? '' : `<h2>HTML</h2><iframe title="HTML version" sandbox src="${base}/html"></iframe>`;
  const files = mail.attachments.map(
    ({ fileName, mediaType, sizeBytes }, at) =>
      `<li><a href="${base}/attachments/${at}">${escapeXml(fileName || `attachment ${at + 1}`)}</a> (${escapeXml(mediaType)}, ${sizeBytes} bytes)</li>`,
  );
  const attachments = files.length === 0 ? '' : `<h2>Attachments</h2><ul>${files.join('')}</ul>`;
  return page(
    mail.subject || '(no subject)',
    `<p><a href="/_mail">All mail</a> · <a href="${base}/raw">Source</a> · ${time(mail.sentAt)} · to ${escapeXml(mail.to.join(', '))}</p>
<h2>Text</h2><pre>${escapeXml(mail.text)}</pre>${html}${attachments}
<h2>Headers and tags</h2><table><tbody>${rows.join('')}</tbody></table>`,
  );
}
