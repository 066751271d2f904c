/** What an XML element can hold here: text, child elements, or the same element several times. */
export type XmlContent = string | number | boolean | undefined | XmlTree | readonly XmlContent[];
export interface XmlTree {
  readonly [name: string]: XmlContent;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
};

export const escapeXml = (text: string): string => text.replace(/[&<>"'\r]/g, (char) => entities[char]!);

function element(name: string, content: XmlContent): string {
  if (content === undefined) return '';
  if (Array.isArray(content)) return content.map((one) => element(name, one)).join('');
  if (typeof content !== 'object') return `<${name}>${escapeXml(String(content))}</${name}>`;
  return `<${name}>${children(content as XmlTree)}</${name}>`;
}

const children = (tree: XmlTree): string =>
  Object.entries(tree)
    .map(([name, content]) => element(name, content))
    .join('');

/** A whole document with the given root; `namespace` becomes its default namespace. */
export function xmlDocument(root: string, tree: XmlTree, namespace?: string): string {
  const attribute = namespace === undefined ? '' : ` xmlns="${namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${children(tree)}</${root}>`;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return named[name] ?? whole;
  });
}

/** The inner XML of every element of that name, at any depth (elements of one name do not nest in S3's bodies). */
export function innerXml(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g'))].map((match) => match[1]!);
}

/** The text of the first element of that name; undefined when there is none. */
export function textOf(xml: string, name: string): string | undefined {
  const inner = innerXml(xml, name)[0];
  return inner === undefined ? undefined : unescapeXml(inner);
}
