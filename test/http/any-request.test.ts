import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Context, RouteSpec } from '../../shared/contract/route-spec.ts';
import { ROUTES, type RouteKey } from '../../shared/contract/routes.ts';
import { httpApi } from '../../shared/http/http-api.ts';
import type { Handlers } from '../../shared/http/incoming.ts';
import { AT, aCaller } from '../support/a-case.ts';
import { aLog, anEvent, bodyOf, CASE_ID, lambdaContext } from './an-event.ts';

const routes = Object.keys(ROUTES) as RouteKey[];
const VALID: Readonly<Record<string, string>> = {
  caseId: CASE_ID,
  stepId: 'details',
  memberId: 'mem_01JABCDEFGHJKMNPQRSTVWXYZ0',
  documentId: 'doc_01JABCDEFGHJKMNPQRSTVWXYZ0',
  requirementId: 'identity',
  checkId: 'background',
  proposalNumber: '1',
  infoRequestNumber: '1',
  provider: 'sim',
};

/** Names that schemas know, so that values get past the first door. */
const KNOWN_NAMES = [
  ...['type', 'channel', 'onBehalfOf', 'prospect', 'answers', 'values', 'revision', 'materialVersion', 'role', 'name'],
  ...['items', 'message', 'dueAt', 'reason', 'confirm', 'terms', 'notes', 'resolutionCode', 'sections', 'fileName'],
  ...[
    'sizeBytes',
    'mediaType',
    'sha256',
    'view',
    'limit',
    'cursor',
    'status',
    'expand',
    'body',
    '__proto__',
    'toString',
  ],
];
const nastyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', ' ', '\u0000', '\ud800', 'a'.repeat(20_001), '../..', "'; --", '1e400', '-0', 'null'),
);
const nastyJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false, 0, -1, 1.5, 1e308, 2 ** 53),
    nastyText,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...KNOWN_NAMES), nastyText), tie('value'), { maxKeys: 6 }),
  ),
})).value;

const aBody = fc.oneof(
  nastyJson.map((value) => JSON.stringify(value)),
  nastyText,
  fc.constant(undefined),
);
const aQuery = fc.dictionary(fc.constantFrom(...KNOWN_NAMES), nastyText, { maxKeys: 3 });
const headerNames = fc.constantFrom('if-match', 'if-none-match', 'idempotency-key', 'content-type');
const aHeaders = fc.dictionary(headerNames, nastyText, { maxKeys: 3 });

function anApi() {
  const log = aLog();
  const ok = async () => ({ body: {} });
  const handlers = Object.fromEntries(routes.map((route) => [route, ok])) as unknown as Handlers<Context>;
  const callers = { callerOf: async () => aCaller() };
  const api = httpApi(handlers, { context: 'cases', callers, now: () => AT, log });
  return (event: Parameters<typeof anEvent>[0]): Promise<APIGatewayProxyStructuredResultV2> =>
    api(anEvent(event), lambdaContext);
}

test.each(routes)('%s answers anything with its own status or a problem of the caller', async (route) => {
  const call = anApi();
  const names = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  const aParam = (name: string) => fc.oneof({ weight: 4, arbitrary: fc.constant(VALID[name] ?? '') }, nastyText);
  const params = fc.record(Object.fromEntries(names.map((name) => [name, aParam(name)])));
  const spec: RouteSpec = ROUTES[route];
  await fc.assert(
    fc.asyncProperty(params, aQuery, aHeaders, aBody, async (given, query, headers, rawBody) => {
      const event = { route, params: given, query, headers, ...(rawBody !== undefined && { rawBody }) };
      const result = await call(event);
      expect([spec.status, 304, 400, 404, 413, 422]).toContain(result.statusCode);
      if (result.statusCode === spec.status || result.statusCode === 304) return;
      expect(bodyOf(result)).toMatchObject({ status: result.statusCode, code: expect.any(String), requestId: 'req-1' });
    }),
    { numRuns: 60 },
  );
});
