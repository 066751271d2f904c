/** The most that is kept as a comment; the mail itself stays whole where it was received. */
const MAXIMUM_LENGTH = 20_000;
/** Longer mails are reports of machines, or built to exhaust us. */
const MAXIMUM_READ = 500_000;
/** A line or line pair that introduces what is answered is short. */
const MAXIMUM_HEADER_LENGTH = 400;

/** How mail programs introduce what is answered: how the line begins, and a word that it has further on. */
const INTRODUCTIONS: readonly (readonly [begins: string, has: string])[] = [
  ['on ', 'wrote'],
  ['le ', 'a écrit'],
  ['el ', 'escribió'],
  ['il ', 'ha scritto'],
  ['em ', 'escreveu'],
  ['am ', 'schrieb'],
  ['op ', 'schreef'],
  ['den ', 'skrev'],
  ['w dniu ', 'napisał'],
  ['dnia ', 'napisał'],
  ['pe ', 'kirjoitti'],
];
const SEPARATORS =
  /^(-{2,12} ?(original message|message d'origine|ursprüngliche nachricht|mensaje original) ?-{2,12}|_{20,40})$/i;
/** The block of headers that Outlook puts before what is answered, in the languages of our customers. */
const FROM_LINE = /^\*?(from|von|de|da|van|fra|från)\*? ?: ?\S/i;
const SENT_LINE = /^\*?(sent|date|gesendet|datum|envoyé|enviado|inviato|verzonden|sendt|skickat)\*? ?:/i;
const GREETING_OF_DEVICE =
  /^(sent from|get outlook for|gesendet von|von meinem|envoyé de|enviado desde|verzonden vanaf) /i;

/**
 * What the sender wrote: without what it answers, the signature below `-- ` and the device's own greeting. When nothing
 * would be left, everything. Lines are looked at one by one, in time that grows with their number: the expressions of
 * `email-reply-parser` take seconds for a few kilobytes that somebody has made for them.
 */
export function writtenText(text: string): string {
  const lines = text
    .slice(0, MAXIMUM_READ)
    .replaceAll(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd());
  const written = withoutSignature(withoutAnswered(lines)).join('\n').trim();
  return shortened(written === '' ? text.trim() : written);
}

function withoutAnswered(lines: readonly string[]): readonly string[] {
  const start = lines.findIndex((_, index) => isIntroduction(lines, index) || isHeaderBlock(lines, index));
  if (start === -1) return lines.filter((line) => !isQuoted(line));
  const above = lines.slice(0, start).filter((line) => !isQuoted(line));
  const below = lines.slice(start);
  // Answers may stand below what they answer, or between its lines; they are told apart only where that is marked.
  const isMarked = isIntroduction(lines, start) && below.some(isQuoted);
  if (!isMarked) return above;
  const firstQuoted = below.findIndex(isQuoted);
  return [...above, ...below.slice(firstQuoted).filter((line) => !isQuoted(line))];
}

const isQuoted = (line: string): boolean => line.startsWith('>');

/** The introduction may be broken into two or three lines, and ends in a colon. */
function isIntroduction(lines: readonly string[], index: number): boolean {
  const begin = (lines[index] ?? '').slice(0, MAXIMUM_HEADER_LENGTH).toLowerCase().trimStart();
  const kinds = INTRODUCTIONS.filter(([begins]) => begin.startsWith(begins));
  if (kinds.length === 0) return false;
  return [1, 2, 3].some((count) => {
    const whole = lines
      .slice(index, index + count)
      .join(' ')
      .slice(0, MAXIMUM_HEADER_LENGTH)
      .toLowerCase();
    return whole.endsWith(':') && kinds.some(([, has]) => whole.includes(has));
  });
}

function isHeaderBlock(lines: readonly string[], index: number): boolean {
  const line = (lines[index] ?? '').slice(0, MAXIMUM_HEADER_LENGTH).trim();
  if (SEPARATORS.test(line)) return true;
  return FROM_LINE.test(line) && lines.slice(index + 1, index + 4).some((next) => SENT_LINE.test(next.slice(0, 40)));
}

function withoutSignature(lines: readonly string[]): readonly string[] {
  const signature = lines.indexOf('--');
  const kept = signature > 0 ? lines.slice(0, signature) : lines;
  const last = kept.findLastIndex((line) => line !== '');
  return last > 0 && GREETING_OF_DEVICE.test((kept[last] ?? '').slice(0, 60)) ? kept.slice(0, last) : kept;
}

const shortened = (text: string): string =>
  text.length > MAXIMUM_LENGTH ? `${text.slice(0, MAXIMUM_LENGTH).toWellFormed()} […]` : text;
