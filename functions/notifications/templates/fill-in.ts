import type { MailView } from '../mail-view.ts';

/** What a text of a playbook can name, as `{{number}}`. */
const VARIABLES: Readonly<Record<string, (view: MailView) => string>> = {
  number: ({ number }) => number,
  name: ({ name }) => name,
  process: ({ process }) => process,
  agentName: ({ agentName }) => agentName,
  expectedDay: ({ expectedDay }) => expectedDay ?? '',
  dueDay: ({ dueDay }) => dueDay ?? '',
};

/** The text with its variables filled in; a name that stands for nothing stays as it is, so that it is seen. */
export const fillIn = (text: string, view: MailView): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (all, name: string) => VARIABLES[name]?.(view) ?? all);
