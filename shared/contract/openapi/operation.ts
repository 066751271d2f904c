import type * as z from 'zod/mini';
import { PATH_PARAMETERS, type PathParameter } from '../ids.ts';
import type { RouteSpec } from '../route-spec.ts';
import { ROUTES, type RouteKey } from '../routes.ts';
import { problemReferences } from './responses.ts';
import { parametersOf, schemaOrReference } from './schemas.ts';

/** What routes without a reply schema answer. */
const OTHER_CONTENT: Readonly<Partial<Record<RouteKey, Readonly<Record<string, unknown>>>>> = {
  'GET /v1/openapi.json': { 'application/json': { schema: { type: 'object' } } },
  'GET /v1/playbooks/schema.json': { 'application/schema+json': { schema: { type: 'object' } } },
  'GET /v1/docs': { 'text/html': { schema: { type: 'string' } } },
};

export const methodOf = (route: RouteKey): string => route.slice(0, route.indexOf(' '));
export const pathOf = (route: RouteKey): string => route.slice(route.indexOf(' ') + 1);

/** One operation of the document. */
export function operationOf(route: RouteKey) {
  const spec: RouteSpec = ROUTES[route];
  return {
    operationId: operationId(route),
    summary: spec.summary,
    tags: [spec.context],
    security: security(spec),
    parameters: [...pathParameters(route), ...queryParameters(spec), ...headerParameters(route, spec)],
    ...(spec.body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOrReference(spec.body) } } },
    }),
    responses: { ...success(route, spec), ...problemReferences(problemStatuses(route, spec)) },
  };
}

/** `POST /v1/cases/{caseId}/claim` becomes `postCasesByCaseIdClaim`. */
function operationId(route: RouteKey): string {
  const words = pathOf(route)
    .replace('/v1/', '')
    .replaceAll(/\{(\w+)\}/g, 'by-$1')
    .split(/[/.-]/);
  return methodOf(route).toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function security({ access }: RouteSpec): readonly Readonly<Record<string, readonly string[]>>[] {
  if (access === 'public') return [];
  return [access === 'signed' ? { webhookSignature: [] } : { bearer: [] }];
}

function pathParameters(route: RouteKey) {
  return [...pathOf(route).matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: schemaOrReference(PATH_PARAMETERS[name as PathParameter] as z.ZodMiniType),
  }));
}

const queryParameters = ({ query }: RouteSpec) =>
  query === undefined ? [] : parametersOf(query).map((parameter) => ({ ...parameter, in: 'query' }));

function headerParameters(route: RouteKey, { access, ifMatch }: RouteSpec) {
  const isCommand = methodOf(route) !== 'GET' && access !== 'signed';
  const names = [...(isCommand ? ['IdempotencyKey'] : []), ...(ifMatch ? ['IfMatch'] : [])];
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}

function success(route: RouteKey, { status, reply }: RouteSpec): Readonly<Record<string, unknown>> {
  const content = reply ? { 'application/json': { schema: schemaOrReference(reply) } } : OTHER_CONTENT[route];
  const headers = {
    'X-Request-Id': { $ref: '#/components/headers/RequestId' },
    ETag: { $ref: '#/components/headers/ETag' },
  };
  if (status !== 302) return { [status]: { description: 'Done.', headers, ...(content && { content }) } };
  return {
    200: { description: 'With `Accept: application/json`: the link, instead of a redirection.', headers, content },
    302: { description: 'To the bytes.', headers: { ...headers, Location: { $ref: '#/components/headers/Location' } } },
  };
}

function problemStatuses(route: RouteKey, { access, ifMatch }: RouteSpec): readonly number[] {
  const common = access === 'public' ? [400, 404, 429, 500] : [400, 401, 403, 404, 429, 500, 503];
  const ofCommands = methodOf(route) === 'GET' ? [422] : [409, 412, 413, 422];
  return [...common, ...ofCommands, ...(ifMatch ? [428] : [])].toSorted((a, b) => a - b);
}
