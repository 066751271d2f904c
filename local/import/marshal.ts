type Attribute = { readonly S: string } | { readonly N: string } | { readonly B: string };

/** An item in the JSON of DynamoDB. Our items hold texts, numbers and bytes only. @throws for anything else */
export function marshal(item: Readonly<Record<string, unknown>>): Readonly<Record<string, Attribute>> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, attribute(name, value)]));
}

function attribute(name: string, value: unknown): Attribute {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (value instanceof Uint8Array) return { B: Buffer.from(value).toString('base64') };
  throw new TypeError(`The attribute ${name} is neither a text, a number nor bytes.`);
}

/** Bytes of an item as DynamoDB counts them: names, UTF-8 of texts, half a byte a digit and one. */
export function itemBytes(item: Readonly<Record<string, unknown>>): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) bytes += Buffer.byteLength(name) + valueBytes(value);
  return bytes;
}

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (value instanceof Uint8Array) return value.byteLength;
  return Math.ceil(String(value).replace(/[-.]/g, '').length / 2) + 1;
}
