import type { MailView } from '../mail-view.ts';

/** What a mail says, before it is laid out: paragraphs, lists, and one thing to do. */
export type Block =
  | string
  | { readonly list: readonly string[] }
  | { readonly quote: string }
  | { readonly link: string; readonly label: string };

export interface Template {
  /** Grows when the words change. */
  readonly version: number;
  readonly subject: (view: MailView) => string;
  readonly blocks: (view: MailView) => readonly Block[];
}

const listOf = (items: readonly string[]): readonly Block[] => (items.length === 0 ? [] : [{ list: items }]);
export const owedList = (view: MailView): readonly Block[] => listOf(view.owed);
export const questionList = (view: MailView): readonly Block[] => listOf(view.questions);
export const termList = (view: MailView): readonly Block[] => listOf(view.proposal?.terms ?? []);

/** “ by 3 March 2026”, or nothing. */
export const by = (day: string | undefined): string => (day === undefined ? '' : ` by ${day}`);
