/** Elements whose content nobody reads. */
const UNREAD = ['style', 'script', 'head', 'title'];
/** Elements that begin a line. */
const BLOCKS = new Set(['br', 'p', 'div', 'tr', 'li', 'h1', 'h2', 'h3', 'h4', 'blockquote', 'table', 'hr', 'pre']);
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * The words of an HTML mail. It is read once from front to back, whatever is in it: expressions over a whole mail take
 * time that grows with its square, and mails are written by anybody. Quoted lines begin with `> `.
 */
export function htmlToText(html: string): string {
  // Only these letters: others may have another length in lower case.
  const lower = html.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
  let text = '';
  let quotes = 0;
  let at = 0;
  const write = (words: string): void => {
    text += words.replaceAll('\n', `\n${'> '.repeat(quotes)}`);
  };
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const close = open === -1 ? -1 : html.indexOf('>', open);
    if (close === -1) {
      write(words(html.slice(at)));
      break;
    }
    write(words(html.slice(at, open)));
    const { name, isEnd } = tagAt(lower, open, close);
    if (name === 'blockquote') quotes = Math.min(MAXIMUM_QUOTES, Math.max(0, quotes + (isEnd ? -1 : 1)));
    if (BLOCKS.has(name) && (!isEnd || name === 'blockquote')) write('\n');
    at = UNREAD.includes(name) && !isEnd ? endOf(lower, name, close) : close + 1;
  }
  return text;
}

const MAXIMUM_QUOTES = 5;

function tagAt(lower: string, open: number, close: number): { readonly name: string; readonly isEnd: boolean } {
  const inside = lower.slice(open + 1, Math.min(close, open + 20));
  const [, end = '', name = ''] = /^(\/?)([a-z][a-z0-9]*)/.exec(inside) ?? [];
  return { name, isEnd: end === '/' };
}

function endOf(lower: string, name: string, from: number): number {
  const end = lower.indexOf(`</${name}`, from);
  const close = end === -1 ? -1 : lower.indexOf('>', end);
  return close === -1 ? lower.length : close + 1;
}

/** Text between tags: its line breaks are only spaces. */
const words = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{2,6});/gi, (whole, entity: string) => decoded(entity) ?? whole);

function decoded(entity: string): string | undefined {
  if (!entity.startsWith('#')) return NAMED[entity.toLowerCase()];
  const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined;
}
