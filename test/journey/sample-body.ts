import type { JsonSchema } from './json-schema.ts';

const ULID = '01J0000000000000000000ZZZZ';
/** The first that fits a text's pattern is taken. */
const TEXTS = [
  'words of a test',
  'photo-id',
  'open_account',
  'contact_nina',
  'fullName',
  'GB',
  'application/pdf',
  `case_${ULID}`,
  `doc_${ULID}`,
  `item_${ULID}`,
  `${'A'.repeat(43)}=`,
];
const FORMATS: Readonly<Record<string, string>> = {
  email: 'nobody@elsewhere.example',
  date: '1990-01-31',
  'date-time': '2030-01-31T12:00:00.000Z',
};

/** The smallest value that the schema takes. @throws when a text has a pattern that no known text fits */
export function sampleOf(schema: JsonSchema): unknown {
  const { anyOf, enum: options, const: only, type } = schema;
  if (anyOf?.[0] !== undefined) return sampleOf(anyOf[0]);
  if (only !== undefined) return only;
  if (options !== undefined) return options[0];
  switch (type) {
    case 'object':
      return objectOf(schema);
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}));
    case 'string':
      return textOf(schema);
    case 'boolean':
      return true;
    default:
      return numberOf(schema);
  }
}

const objectOf = ({ properties = {}, required = [] }: JsonSchema): unknown =>
  Object.fromEntries(required.map((name) => [name, sampleOf(properties[name] ?? {})]));

function textOf({ pattern, format }: JsonSchema): string {
  const known = format === undefined ? undefined : FORMATS[format];
  if (known !== undefined) return known;
  if (pattern === undefined) return TEXTS[0]!;
  const found = TEXTS.find((text) => new RegExp(pattern, 'u').test(text));
  if (found === undefined) throw new Error(`no known text fits ${pattern}: add one`);
  return found;
}

const numberOf = ({ minimum = 0, exclusiveMinimum = -1 }: JsonSchema): number =>
  Math.max(minimum, exclusiveMinimum + 1, 0);
