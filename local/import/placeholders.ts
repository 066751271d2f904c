/**
 * A case is played once and stamped many times: these texts stand where copies differ. Each is as long as what replaces
 * it, so that sizes stay true, and occurs in no other text of a case.
 */
export const PLACEHOLDER = {
  /** The first 23 of the 26 characters of every ULID of a case. */
  ulid: '01PAPAPAPAPAPAPAPAPAPAP',
  number: 'ONB-PAPA-PAPA',
  contactId: 'contact_papa',
  accountId: 'account_papapapap',
  companyName: 'Papa Papa Papapap Ltd',
} as const;

/** What one copy has in the place of each placeholder. */
export type Stamp = Readonly<Record<keyof typeof PLACEHOLDER, string>>;

/** A text cut at its placeholders. Rendering it looks values up by the placeholder. */
export type Pieces = readonly (string | { readonly placeholder: string })[];

export function cut(text: string, placeholders: readonly string[]): Pieces {
  const pattern = new RegExp(`(${placeholders.map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`);
  return text.split(pattern).map((piece, index) => (index % 2 === 1 ? { placeholder: piece } : piece));
}

/** @throws {RangeError} for a placeholder without a value */
export function render(pieces: Pieces, values: ReadonlyMap<string, string>): string {
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else text += values.get(piece.placeholder) ?? missing(piece.placeholder);
  }
  return text;
}

function missing(placeholder: string): never {
  throw new RangeError(`nothing stands for ${placeholder}`);
}

/** Value by placeholder. @throws {RangeError} when a length differs */
export function valuesOf(stamp: Stamp): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, placeholder] of Object.entries(PLACEHOLDER) as [keyof Stamp, string][]) {
    if (stamp[name].length !== placeholder.length) throw new RangeError(`${name} must be as long as ${placeholder}`);
    values.set(placeholder, stamp[name]);
  }
  return values;
}
