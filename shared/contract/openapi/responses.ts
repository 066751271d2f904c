import { PROBLEMS } from '../problems.ts';

/** Answers that the gateway gives by itself, without a body that we shape. */
const BARE: Readonly<Record<number, string>> = {
  401: 'The gateway: no token, or one that is not valid. The body is the gateway’s own.',
  429: 'The gateway: too many requests. The body is the gateway’s own.',
};

const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  412: 'PreconditionFailed',
  413: 'ContentTooLarge',
  422: 'UnprocessableContent',
  428: 'PreconditionRequired',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
};

const codesOf = (status: number): readonly string[] =>
  Object.entries(PROBLEMS)
    .filter(([, kind]) => kind.status === status)
    .map(([code, { title }]) => `- \`${code}\`: ${title}.`);

/** One response per status, listing the codes that it can carry. */
export function problemResponses(): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(STATUS_NAMES).map(([status, name]) => [name, problemResponse(Number(status))]),
  );
}

function problemResponse(status: number) {
  const codes = codesOf(status);
  const description = [
    BARE[status] ?? [],
    codes.length === 0 ? [] : ['A problem (RFC 9457) with one of the codes:', '', ...codes],
  ]
    .flat()
    .join('\n');
  if (codes.length === 0) return { description };
  return {
    description,
    headers: {
      'X-Request-Id': { $ref: '#/components/headers/RequestId' },
      ...(status === 503 && { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } }),
    },
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

/** References to the responses of these statuses. */
export const problemReferences = (statuses: readonly number[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${STATUS_NAMES[status]}` }]));
