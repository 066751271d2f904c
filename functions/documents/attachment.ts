/**
 * `Content-Disposition` that saves under the name and never opens in place: an ASCII name for old clients, the name
 * itself after RFC 6266 and RFC 8187.
 */
export function attachment(fileName: string): string {
  const ascii = fileName.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${extended(fileName)}`;
}

/** Everything but `attr-char` of RFC 8187 is percent-encoded. */
const extended = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
