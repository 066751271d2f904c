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

/** The text with everything in its place. @throws {RangeError} when a length differs */
export function stampText(text: string, stamp: Stamp): string {
  let stamped = text;
  for (const [name, placeholder] of Object.entries(PLACEHOLDER) as [keyof Stamp, string][]) {
    if (stamp[name].length !== placeholder.length) throw new RangeError(`${name} must be as long as ${placeholder}`);
    stamped = stamped.replaceAll(placeholder, stamp[name]);
  }
  return stamped;
}
