import * as z from 'zod/mini';
import * as checkReplies from '../schemas/check-replies.ts';
import * as documentReplies from '../schemas/document-replies.ts';
import * as historyReplies from '../schemas/history-replies.ts';
import * as proposalReplies from '../schemas/proposal-replies.ts';
import * as otherReplies from '../schemas/replies.ts';
import * as requests from '../schemas/requests.ts';

const replies = { ...otherReplies, ...documentReplies, ...checkReplies, ...historyReplies, ...proposalReplies };

export type JsonSchema = Readonly<Record<string, unknown>>;

const PREFIX = '#/components/schemas/';

/** Names of schemas are those of their declarations: `caseView` becomes `CaseView`. */
const nameOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const bodies = Object.entries(requests).filter(([name]) => !name.endsWith('Query'));
const NAMES: ReadonlyMap<z.ZodMiniType, string> = new Map(
  [...Object.entries(replies), ...bodies].map(([name, schema]) => [schema, nameOf(name)]),
);

/** Every named schema of the contract, as JSON Schema 2020-12 with references between them. */
export function componentSchemas(): Readonly<Record<string, JsonSchema>> {
  return { ...named(Object.entries(replies), 'output'), ...named(bodies, 'input') };
}

function named(entries: readonly (readonly [string, z.ZodMiniType])[], io: 'input' | 'output') {
  const registry = z.registry<{ id: string }>();
  for (const [name, schema] of entries) registry.add(schema, { id: nameOf(name) });
  const { schemas } = z.toJSONSchema(registry, { io, uri: (id) => `${PREFIX}${id}` });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, plain(schema as JsonSchema)]));
}

/** A reference where the schema has a name, otherwise the schema itself. */
export function schemaOrReference(schema: z.ZodMiniType): JsonSchema {
  const name = NAMES.get(schema);
  if (name !== undefined) return { $ref: `${PREFIX}${name}` };
  return plain(z.toJSONSchema(schema, { io: 'output' }) as JsonSchema);
}

/** Members of an object schema, in order, with whether each is needed. */
export function parametersOf(schema: z.ZodMiniType): readonly { name: string; required: boolean; schema: unknown }[] {
  const { properties = {}, required = [] } = schemaAsObject(schema);
  return Object.entries(properties).map(([name, member]) => ({
    name,
    required: required.includes(name),
    schema: member,
  }));
}

const schemaAsObject = (schema: z.ZodMiniType) =>
  z.toJSONSchema(schema, { io: 'output' }) as {
    readonly properties?: Readonly<Record<string, unknown>>;
    readonly required?: readonly string[];
  };

/** OpenAPI 3.1 says once, for all schemas, which dialect they are. */
function plain({ $schema: _dialect, $id: _id, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
