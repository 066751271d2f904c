import { createHash } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 26;

/**
 * An id in the shape of a ULID that follows from what it names, so that the same message makes the same ids however
 * often it arrives. 128 bits of SHA-256; it says nothing about time.
 */
export function derivedId(prefix: string, ...of: readonly (string | number)[]): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([prefix, ...of]))
    .digest('hex');
  let value = BigInt(`0x${digest.slice(0, 32)}`);
  let text = '';
  for (let index = 0; index < LENGTH; index += 1) {
    text = ALPHABET[Number(value & 31n)] + text;
    value >>= 5n;
  }
  return `${prefix}_${text}`;
}
