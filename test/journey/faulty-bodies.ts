import { alternativesOf, type JsonSchema } from './json-schema.ts';
import { sampleOf } from './sample-body.ts';

/** A body with one fault of form, and how the answer must name it. */
export interface Fault {
  readonly body: unknown;
  readonly pointer: string;
  readonly code: 'request.wrong-type' | 'request.unknown-member';
}

const STRANGER = 'nobodyKnowsThis';

/** A wrong type at every place of the schema, and a member too many in every object of it. */
export function faultsOf(schema: JsonSchema): readonly Fault[] {
  const whole = [[], 'text', 7, null].map((body) => ({ body, pointer: '', code: 'request.wrong-type' as const }));
  return [...whole, ...inside(schema, '', (value) => value)];
}

function inside(schema: JsonSchema, pointer: string, wrap: (value: unknown) => unknown): readonly Fault[] {
  const { properties, additionalProperties, propertyNames, items } = schema;
  if (properties !== undefined) return inObject(properties, pointer, wrap);
  if (typeof additionalProperties === 'object') {
    const name = String(sampleOf(propertyNames ?? {}));
    return at(additionalProperties, `${pointer}/${name}`, (value) => wrap({ [name]: value }));
  }
  return items === undefined ? [] : at(items, `${pointer}/0`, (value) => wrap([value]));
}

function inObject(
  properties: Readonly<Record<string, JsonSchema>>,
  pointer: string,
  wrap: (value: unknown) => unknown,
): readonly Fault[] {
  const stranger: Fault = {
    body: wrap({ [STRANGER]: 1 }),
    pointer: `${pointer}/${STRANGER}`,
    code: 'request.unknown-member',
  };
  const members = Object.entries(properties).flatMap(([name, member]) =>
    at(member, `${pointer}/${name}`, (value) => wrap({ [name]: value })),
  );
  return [stranger, ...members];
}

function at(schema: JsonSchema, pointer: string, wrap: (value: unknown) => unknown): readonly Fault[] {
  const wrong: Fault = { body: wrap(wrongFor(schema)), pointer, code: 'request.wrong-type' };
  return [wrong, ...alternativesOf(schema).flatMap((one) => inside(one, pointer, wrap))];
}

/** A value of a type that no alternative has. */
function wrongFor(schema: JsonSchema): unknown {
  const types = alternativesOf(schema).map(typeOf);
  return [{}, 'text', 7].find((value) => !types.includes(typeof value));
}

/** What is referred to is an object. */
function typeOf({ type, const: only, enum: options, $ref }: JsonSchema): string | undefined {
  if ($ref !== undefined) return 'object';
  if (type === 'integer') return 'number';
  return type ?? typeof (only ?? options?.[0]);
}
