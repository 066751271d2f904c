import { CONTEXTS, type Context } from '../route-spec.ts';
import { ROUTES, type RouteKey } from '../routes.ts';
import { methodOf, operationOf, pathOf } from './operation.ts';
import { problemResponses } from './responses.ts';
import { componentSchemas } from './schemas.ts';

const DESCRIPTION = `Guided customer onboarding: a case from draft to closed.

JSON members are camelCase; instants are RFC 3339 in UTC, days \`YYYY-MM-DD\`. Lists are \`{data, nextCursor, hasMore}\`
with \`limit\` (50, at most 200) and an opaque \`cursor\` that belongs to its filter and its caller. Unknown members and
parameters are refused. \`PATCH\` is JSON Merge Patch.

Every case has a strong \`ETag\`; changes take it back in \`If-Match\`, which staff must send. Every command takes an
\`Idempotency-Key\`: for seven days, the same key with the same request has one effect, and repetitions are answered
with \`Idempotency-Replayed: true\`. Every error that our code makes is \`application/problem+json\`; 401, 403, 413, 429
and 503 can also come from the gateway, with a body of its own.`;

const TAGS: Readonly<Record<Context, string>> = {
  meta: 'About the API itself.',
  cases: 'What people do to a case.',
  documents: 'Documents and the checklist that they belong to.',
  checks: 'Checks, and the providers that report them.',
  parties: 'Who the caller is.',
  mail: 'Mail that could not be placed.',
  playbooks: 'The processes that cases follow, as versioned data.',
};

const text = (description: string, pattern?: string) => ({
  description,
  schema: { type: 'string', ...(pattern !== undefined && { pattern }) },
});

const PARAMETERS = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'Names this command; the same key with the same request has one effect. 1 to 255 visible characters.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    ...text('The `ETag` of what the caller saw. Staff must send it.', '^"\\d+"$'),
  },
};

const SECURITY_SCHEMES = {
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
  webhookSignature: {
    type: 'apiKey',
    in: 'header',
    name: 'webhook-signature',
    description: 'Standard Webhooks 1.0: HMAC-SHA256 over `webhook-id.webhook-timestamp.body`.',
  },
};

/** The OpenAPI 3.1 description of every route of the contract. */
export function openApiDocument() {
  return {
    openapi: '3.1.0',
    info: { title: 'Gangway', version: '1', description: DESCRIPTION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/', description: 'Where this document was found.' }],
    tags: CONTEXTS.map((name) => ({ name, description: TAGS[name] })),
    paths: paths(),
    components: {
      securitySchemes: SECURITY_SCHEMES,
      parameters: PARAMETERS,
      headers: {
        RequestId: text('Finds the request in the logs.'),
        ETag: text('Version of the case as this caller sees it, where the answer has one.'),
        Location: text('Where the bytes are, for some minutes.'),
        RetryAfter: { description: 'Seconds.', schema: { type: 'integer' } },
      },
      responses: problemResponses(),
      schemas: componentSchemas(),
    },
  };
}

function paths(): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const found: Record<string, Record<string, unknown>> = {};
  for (const route of Object.keys(ROUTES) as RouteKey[]) {
    found[pathOf(route)] = { ...found[pathOf(route)], [methodOf(route).toLowerCase()]: operationOf(route) };
  }
  return found;
}
