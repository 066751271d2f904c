import type { RouteTable } from '../route-spec.ts';
import * as replies from '../schemas/check-replies.ts';
import * as requests from '../schemas/requests.ts';

/** Checks and the reports of their providers. */
export const CHECK_ROUTES = {
  'GET /v1/cases/{caseId}/checks': {
    context: 'checks',
    summary: 'Checks',
    access: 'read_checks',
    status: 200,
    reply: replies.checkList,
  },
  'POST /v1/cases/{caseId}/checks/{checkId}/adjudicate': {
    context: 'checks',
    summary: 'Judge a result',
    access: 'adjudicate_check',
    status: 200,
    ifMatch: true,
    body: requests.adjudicateBody,
    reply: replies.checkView,
  },
  'POST /v1/provider-callbacks/{provider}': {
    context: 'checks',
    summary: 'A provider reports',
    access: 'signed',
    status: 200,
    reply: replies.received,
  },
} as const satisfies RouteTable;
