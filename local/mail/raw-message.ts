import { addressParser } from 'postal-mime';

/** One header field as it stands in the message, unfolded. */
export interface Header {
  readonly name: string;
  readonly value: string;
}

/** Where the header section ends and the body begins; a message may be headers alone. */
function bodyStart(raw: Buffer): number {
  const crlf = raw.indexOf('\r\n\r\n');
  const lf = raw.indexOf('\n\n');
  if (crlf < 0 && lf < 0) return raw.length;
  return crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 4 : lf + 2;
}

/** The header fields of a message in order. Lines that are no field are left out. */
export function readHeaders(raw: Buffer): readonly Header[] {
  const head = raw.toString('utf8', 0, bodyStart(raw));
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return lines.flatMap((line) => {
    const match = /^([!-9;-~]+):\s*(.*)$/.exec(line);
    return match ? [{ name: match[1]!, value: match[2]!.trim() }] : [];
  });
}

/** The first value of a header, by name without case. */
export const headerValue = (headers: readonly Header[], name: string): string | undefined =>
  headers.find((header) => header.name.toLowerCase() === name)?.value;

/** The plain addresses of an address header, groups flattened. */
export function addressesIn(value: string | undefined): string[] {
  return addressParser(value ?? '', { flatten: true }).flatMap(({ address }) => (address ? [address] : []));
}

/** The addresses as written in the header, one text each (`Jane <j@x.example>`). */
export function mailboxesIn(value: string | undefined): string[] {
  return addressParser(value ?? '', { flatten: true }).map(({ name, address }) =>
    name ? `${name} <${address}>` : (address ?? ''),
  );
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** The message without some headers (lower-case names) and with others put before the rest. */
export function withHeaders(raw: Buffer, dropped: readonly string[], added: readonly Header[]): Buffer {
  const start = bodyStart(raw);
  const fields = raw.toString('latin1', 0, start).split(/\r?\n(?![ \t])/);
  const kept = fields.filter((field) => field !== '' && !dropped.includes(field.split(':')[0]!.toLowerCase()));
  const lines = [...added.map(({ name, value }) => `${name}: ${Buffer.from(value).toString('latin1')}`), ...kept];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), raw.subarray(start)]);
}
