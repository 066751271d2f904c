import type { RouteTable } from '../route-spec.ts';
import * as replies from '../schemas/replies.ts';

/** The API about itself. */
export const META_ROUTES = {
  'GET /v1/health': {
    context: 'meta',
    summary: 'Whether the API answers',
    access: 'public',
    status: 200,
    reply: replies.health,
  },
  'GET /v1/openapi.json': { context: 'meta', summary: 'This description', access: 'public', status: 200 },
  'GET /v1/docs': { context: 'meta', summary: 'This description as a page', access: 'public', status: 200 },
} as const satisfies RouteTable;
