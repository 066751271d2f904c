/** RFC 4648 alphabet in lower case: mail systems may change the case of an address, so case cannot carry meaning. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const BITS = 5;

export function encodeBase32(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let held = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    held += 8;
    while (held >= BITS) {
      held -= BITS;
      text += ALPHABET[(buffer >> held) & 31];
    }
    buffer &= (1 << held) - 1;
  }
  return held === 0 ? text : text + ALPHABET[(buffer << (BITS - held)) & 31];
}

/** @returns undefined when there is another character in it */
export function decodeBase32(text: string): Buffer | undefined {
  const bytes: number[] = [];
  let buffer = 0;
  let held = 0;
  for (const character of text.toLowerCase()) {
    const value = ALPHABET.indexOf(character);
    if (value === -1) return undefined;
    buffer = (buffer << BITS) | value;
    held += BITS;
    if (held >= 8) {
      held -= 8;
      bytes.push((buffer >> held) & 255);
    }
    buffer &= (1 << held) - 1;
  }
  return Buffer.from(bytes);
}
