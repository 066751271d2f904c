import type { RouteTable } from '../route-spec.ts';
import * as replies from '../schemas/party-replies.ts';

/** Who the caller is. */
export const PARTY_ROUTES = {
  'GET /v1/me': {
    context: 'parties',
    summary: 'Profile, rights and what is waiting',
    access: 'signed_in',
    status: 200,
    reply: replies.me,
  },
} as const satisfies RouteTable;
