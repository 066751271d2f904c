import type { Mail } from './mail.ts';
import { writtenText } from './written-text.ts';

/** Names that are listed one by one. */
const MAXIMUM_NAMES = 10;

/** What stands on the timeline: the words of the sender, and what of the mail is not there. */
export function commentText({ text }: Pick<Mail, 'text'>, leftFiles: readonly string[]): string {
  const words = writtenText(text) || '(no text)';
  if (leftFiles.length === 0) return words;
  const names = leftFiles.slice(0, MAXIMUM_NAMES).join(', ');
  const more = leftFiles.length > MAXIMUM_NAMES ? ` and ${leftFiles.length - MAXIMUM_NAMES} more` : '';
  return `${words}\n\n[Attachments that were not taken: ${names}${more}]`;
}
