import type { MailView } from '../mail-view.ts';
import type { Block, Template } from './template.ts';

export interface Rendered {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** One template as text and as HTML, which say the same. Everything that is not ours is escaped. */
export function layOut(template: Template, view: MailView): Rendered {
  const subject = template.subject(view).replaceAll(/[\r\n]+/g, ' ');
  const blocks: readonly Block[] = [`Dear ${view.name},`, ...template.blocks(view), `Your reference: ${view.number}`];
  return { subject, text: `${blocks.map(asText).join('\n\n')}\n`, html: page(subject, blocks.map(asHtml).join('\n')) };
}

function asText(block: Block): string {
  if (typeof block === 'string') return block;
  if ('list' in block) return block.list.map((item) => `- ${item}`).join('\n');
  if ('quote' in block) return block.quote.replaceAll(/^/gm, '  ');
  return `${block.label}:\n${block.link}`;
}

function asHtml(block: Block): string {
  if (typeof block === 'string') return `<p>${escapeHtml(block)}</p>`;
  if ('list' in block) return `<ul>${block.list.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
  if ('quote' in block) return `<blockquote>${escapeHtml(block.quote).replaceAll('\n', '<br>')}</blockquote>`;
  return `<p><a href="${escapeHtml(block.link)}">${escapeHtml(block.label)}</a></p>`;
}

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>` +
  `<body style="font-family:sans-serif;line-height:1.5;max-width:36em">${body}</body></html>`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
