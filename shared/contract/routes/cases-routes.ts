import type { RouteTable } from '../route-spec.ts';
import * as progressReplies from '../schemas/progress-replies.ts';
import * as replies from '../schemas/replies.ts';
import * as requests from '../schemas/requests.ts';

/** Opening, finding and reading cases, and discarding drafts. */
export const CASE_ROUTES = {
  'POST /v1/cases': {
    context: 'cases',
    summary: 'Open a draft',
    access: 'create_case',
    status: 201,
    body: requests.createCaseBody,
    reply: replies.caseView,
  },
  'GET /v1/cases': {
    context: 'cases',
    summary: 'Lists of cases',
    access: 'list_cases',
    status: 200,
    query: requests.listCasesQuery,
    reply: replies.caseList,
  },
  'GET /v1/cases/{caseId}': {
    context: 'cases',
    summary: 'A case',
    access: 'read_case',
    status: 200,
    query: requests.getCaseQuery,
    reply: replies.caseView,
  },
  'GET /v1/cases/{caseId}/progress': {
    context: 'cases',
    summary: 'Stages and steps for this viewer',
    access: 'read_progress',
    status: 200,
    query: requests.progressQuery,
    reply: progressReplies.progressView,
  },
  'DELETE /v1/cases/{caseId}': {
    context: 'cases',
    summary: 'Discard a draft',
    access: 'discard_draft',
    status: 200,
    ifMatch: true,
    reply: replies.caseView,
  },
} as const satisfies RouteTable;
