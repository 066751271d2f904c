import { fillText } from '../../shared/domain/notifications/fill-text.ts';
import type { NotificationTexts, TemplateId } from '../../shared/domain/notifications/notification.ts';
import type { Template } from './templates/template.ts';

/** The template with what the playbook says: its subject in place of ours, its paragraphs before the last block, the link. */
export function withPlaybookTexts(template: Template, id: TemplateId, texts: NotificationTexts): Template {
  const { subject, paragraphs = [] } = textsOf(id, texts);
  return {
    version: template.version,
    subject: subject === undefined ? template.subject : (view) => fillText(subject, view.variable),
    blocks: (view) => {
      const filled = paragraphs.map((text) => fillText(text, view.variable));
      const blocks = template.blocks(view);
      const last = blocks.at(-1);
      const endsInLink = typeof last === 'object' && 'link' in last;
      return endsInLink ? [...blocks.slice(0, -1), ...filled, last] : [...blocks, ...filled];
    },
  };
}

const textsOf = (id: TemplateId, texts: NotificationTexts): NonNullable<NotificationTexts[keyof NotificationTexts]> =>
  Object.entries(texts).find(([name]) => name === id)?.[1] ?? {};
