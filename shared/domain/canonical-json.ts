/**
 * JSON by RFC 8785: keys in order of UTF-16 code units, no white space, numbers as ECMAScript writes them. Members that
 * are `undefined` are left out, as in JSON.stringify. A lone surrogate is written as its \u escape rather than refused,
 * because callers' text may hold one.
 *
 * @throws {TypeError} for what JSON cannot say: NaN, infinities, functions, symbols, bigints, undefined in a list.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') return numberJson(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') return objectJson(value as Readonly<Record<string, unknown>>);
  throw new TypeError(`a ${typeof value} has no canonical JSON`);
}

function numberJson(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('a number that is not finite has no canonical JSON');
  return JSON.stringify(value);
}

function objectJson(value: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}
