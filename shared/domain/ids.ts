/** Crockford's base 32: no I, L, O or U, so that a number survives being read out over the phone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BASE = 32;
const PAYLOAD_LENGTH = 7;

/**
 * A case number `ONB-XXXX-XXXX`: seven random characters and a check character (Luhn modulo 32), which catches every
 * single wrong character and every swap of neighbours but 0 and Z.
 *
 * @param randoms seven random non-negative integers, e.g. bytes; the low 5 bits of each are used
 * @throws {RangeError} when there are not seven
 */
export function caseNumber(randoms: readonly number[] | Uint8Array): string {
  if (randoms.length !== PAYLOAD_LENGTH) throw new RangeError('a case number takes seven random numbers');
  const payload = Array.from(randoms, (random) => random & (BASE - 1));
  const text = [...payload, checkValue(payload)].map((value) => ALPHABET[value]).join('');
  return `ONB-${text.slice(0, 4)}-${text.slice(4)}`;
}

/**
 * The canonical form of a number as people write it (any case, with or without hyphens, O for 0, I and L for 1).
 * `undefined` when it is no case number or its check character is wrong.
 */
export function parseCaseNumber(text: string): string | undefined {
  const plain = text.trim().toUpperCase().replaceAll('-', '');
  if (!plain.startsWith('ONB')) return undefined;
  const values = Array.from(plain.slice(3).replaceAll('O', '0').replace(/[IL]/g, '1'), (character) =>
    ALPHABET.indexOf(character),
  );
  if (values.length !== PAYLOAD_LENGTH + 1 || values.includes(-1)) return undefined;
  const payload = values.slice(0, PAYLOAD_LENGTH);
  if (checkValue(payload) !== values[PAYLOAD_LENGTH]) return undefined;
  return caseNumber(payload);
}

/** Luhn modulo 32: every second value from the right is doubled, the digits of the result (base 32) are added up. */
function checkValue(payload: readonly number[]): number {
  let sum = 0;
  for (const [index, value] of payload.entries()) {
    const weighted = (payload.length - index) % 2 === 1 ? value * 2 : value;
    sum += Math.floor(weighted / BASE) + (weighted % BASE);
  }
  return (BASE - (sum % BASE)) % BASE;
}
