import type { RouteTable } from '../route-spec.ts';
import * as replies from '../schemas/document-replies.ts';
import { empty } from '../schemas/primitives.ts';
import * as requests from '../schemas/requests.ts';

/** What is done about one requirement of the checklist. */
export const REQUIREMENT_ROUTES = {
  'POST /v1/cases/{caseId}/requirements/{requirementId}/reuse': {
    context: 'documents',
    summary: 'Use a document that was accepted on another case',
    access: 'reuse_document',
    status: 201,
    body: requests.reuseDocumentBody,
    reply: replies.documentView,
  },
  'POST /v1/cases/{caseId}/requirements/{requirementId}/waivers': {
    context: 'documents',
    summary: 'Ask for a waiver',
    access: 'request_waiver',
    status: 201,
    ifMatch: true,
    body: requests.reasonBody,
    reply: replies.requirementView,
  },
  'POST /v1/cases/{caseId}/requirements/{requirementId}/waivers/approve': {
    context: 'documents',
    summary: 'Approve the waiver that was asked for',
    access: 'approve_waiver',
    status: 200,
    ifMatch: true,
    body: empty,
    reply: replies.requirementView,
  },
  'POST /v1/cases/{caseId}/requirements/{requirementId}/waivers/refuse': {
    context: 'documents',
    summary: 'Refuse the waiver that was asked for',
    access: 'refuse_waiver',
    status: 200,
    ifMatch: true,
    body: requests.reasonBody,
    reply: replies.requirementView,
  },
  'POST /v1/cases/{caseId}/requirements/{requirementId}/waivers/withdraw': {
    context: 'documents',
    summary: 'Take a waiver back',
    access: 'withdraw_waiver',
    status: 200,
    ifMatch: true,
    body: empty,
    reply: replies.requirementView,
  },
  'POST /v1/cases/{caseId}/requirements/{requirementId}/deferrals': {
    context: 'documents',
    summary: 'Ask for a deferral',
    access: 'request_deferral',
    status: 201,
    ifMatch: true,
    body: requests.deferralBody,
    reply: replies.requirementView,
  },
  'POST /v1/cases/{caseId}/requirements/{requirementId}/deferrals/approve': {
    context: 'documents',
    summary: 'Approve the deferral that was asked for',
    access: 'approve_deferral',
    status: 200,
    ifMatch: true,
    body: empty,
    reply: replies.requirementView,
  },
  'POST /v1/cases/{caseId}/requirements/{requirementId}/deferrals/refuse': {
    context: 'documents',
    summary: 'Refuse the deferral that was asked for',
    access: 'refuse_deferral',
    status: 200,
    ifMatch: true,
    body: requests.reasonBody,
    reply: replies.requirementView,
  },
  'POST /v1/cases/{caseId}/requirements/{requirementId}/deferrals/withdraw': {
    context: 'documents',
    summary: 'Take a deferral back',
    access: 'withdraw_deferral',
    status: 200,
    ifMatch: true,
    body: empty,
    reply: replies.requirementView,
  },
} as const satisfies RouteTable;
