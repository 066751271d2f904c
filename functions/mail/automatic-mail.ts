import type { Mail } from './mail.ts';

/**
 * `robot`: nobody wrote it, so it has no effect on anything. `bulk`: it may have been written by somebody, for many;
 * sent to a case, people look at it.
 */
export type Automatic = 'robot' | 'bulk';

interface Sign {
  readonly header: string;
  readonly value: RegExp;
  readonly means: Automatic;
}

const ANYTHING = /^/;

/**
 * How automatic mail gives itself away. Sources: RFC 3834 (Auto-Submitted, Precedence), RFC 2076, RFC 2369 and 2919 (List-*),
 * RFC 6522 (reports), MS-OXCMAIL (X-Auto-Response-Suppress); the rules of Zammad and RT.
 */
const SIGNS: readonly Sign[] = [
  { header: 'auto-submitted', value: /^(?!\s*no\b)/i, means: 'robot' },
  { header: 'content-type', value: /^\s*multipart\/report\b/i, means: 'robot' },
  { header: 'precedence', value: /^\s*(auto_reply|auto-reply|junk)\b/i, means: 'robot' },
  { header: 'x-autoreply', value: /^(?!\s*no\b)/i, means: 'robot' },
  { header: 'x-autorespond', value: ANYTHING, means: 'robot' },
  { header: 'x-autoresponder', value: ANYTHING, means: 'robot' },
  { header: 'x-auto-reply-from', value: ANYTHING, means: 'robot' },
  { header: 'x-mail-autoreply', value: ANYTHING, means: 'robot' },
  { header: 'x-failed-recipients', value: ANYTHING, means: 'robot' },
  { header: 'x-loop', value: ANYTHING, means: 'robot' },
  { header: 'x-gangway-case', value: ANYTHING, means: 'robot' },
  { header: 'x-auto-response-suppress', value: /\b(all|autoreply|oof)\b/i, means: 'bulk' },
  { header: 'precedence', value: /^\s*(bulk|list)\b/i, means: 'bulk' },
  { header: 'list-id', value: ANYTHING, means: 'bulk' },
  { header: 'list-unsubscribe', value: ANYTHING, means: 'bulk' },
];

/** Programs that hand mail back. */
const POSTMEN = /^(mailer-daemon|mail-daemon|postmaster)@/i;

/**
 * Whether a program sent the mail, as far as that can be told.
 *
 * @param envelopeFrom empty or `<>` for bounces
 */
export function automatic({ headers, from }: Mail, envelopeFrom: string): Automatic | undefined {
  if (/^<?\s*>?$/.test(envelopeFrom.trim())) return 'robot';
  if (POSTMEN.test(envelopeFrom) || POSTMEN.test(from?.address ?? '')) return 'robot';
  const signs = SIGNS.filter(({ header, value }) => headers.get(header)?.some((line) => value.test(line)));
  return signs.find(({ means }) => means === 'robot')?.means ?? signs[0]?.means;
}
