import type { RouteTable } from '../route-spec.ts';
import * as replies from '../schemas/history-replies.ts';
import * as requests from '../schemas/requests.ts';

/** What was said and done. */
export const HISTORY_ROUTES = {
  'GET /v1/cases/{caseId}/timeline': {
    context: 'cases',
    summary: 'What happened, newest first',
    access: 'read_timeline',
    status: 200,
    query: requests.pageQuery,
    reply: replies.timeline,
  },
  'POST /v1/cases/{caseId}/comments': {
    context: 'cases',
    summary: 'Comment, visible to the customer',
    access: 'comment',
    status: 201,
    body: requests.commentBody,
    reply: replies.entryView,
  },
  'POST /v1/cases/{caseId}/work-notes': {
    context: 'cases',
    summary: 'Note for staff only',
    access: 'add_work_note',
    status: 201,
    body: requests.commentBody,
    reply: replies.entryView,
  },
  'GET /v1/cases/{caseId}/audit': {
    context: 'cases',
    summary: 'The hash-chained trail',
    access: 'read_audit',
    status: 200,
    query: requests.pageQuery,
    reply: replies.audit,
  },
} as const satisfies RouteTable;
