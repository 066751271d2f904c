import type { RouteTable } from '../route-spec.ts';
import * as replies from '../schemas/mail-replies.ts';
import * as requests from '../schemas/requests.ts';

/** Received mail. */
export const MAIL_ROUTES = {
  'GET /v1/mail/quarantine': {
    context: 'mail',
    summary: 'Mail that could not be placed',
    access: 'read_quarantine',
    status: 200,
    query: requests.quarantineQuery,
    reply: replies.quarantineList,
  },
} as const satisfies RouteTable;
