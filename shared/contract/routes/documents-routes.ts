import type { RouteTable } from '../route-spec.ts';
import * as replies from '../schemas/document-replies.ts';
import { empty } from '../schemas/primitives.ts';
import * as requests from '../schemas/requests.ts';

/** Documents and the checklist. */
export const DOCUMENT_ROUTES = {
  'POST /v1/cases/{caseId}/documents': {
    context: 'documents',
    summary: 'Announce an upload',
    access: 'upload_document',
    status: 201,
    body: requests.uploadBody,
    reply: replies.uploadView,
  },
  'GET /v1/cases/{caseId}/documents': {
    context: 'documents',
    summary: 'Documents',
    access: 'read_case',
    status: 200,
    reply: replies.documentList,
  },
  'GET /v1/cases/{caseId}/documents/{documentId}': {
    context: 'documents',
    summary: 'A document',
    access: 'read_case',
    status: 200,
    reply: replies.documentView,
  },
  'GET /v1/cases/{caseId}/documents/{documentId}/content': {
    context: 'documents',
    summary: 'A short link to the bytes',
    access: 'read_document_content',
    status: 302,
    reply: replies.contentLink,
  },
  'PATCH /v1/cases/{caseId}/documents/{documentId}': {
    context: 'documents',
    summary: 'Bind to a requirement',
    access: 'bind_document',
    status: 200,
    ifMatch: true,
    body: requests.bindDocumentBody,
    reply: replies.documentView,
  },
  'POST /v1/cases/{caseId}/documents/{documentId}/accept': {
    context: 'documents',
    summary: 'Accept',
    access: 'accept_document',
    status: 200,
    ifMatch: true,
    body: requests.acceptDocumentBody,
    reply: replies.documentView,
  },
  'POST /v1/cases/{caseId}/documents/{documentId}/reject': {
    context: 'documents',
    summary: 'Reject with a reason',
    access: 'reject_document',
    status: 200,
    ifMatch: true,
    body: requests.rejectDocumentBody,
    reply: replies.documentView,
  },
  'GET /v1/cases/{caseId}/requirements': {
    context: 'documents',
    summary: 'The checklist',
    access: 'read_requirements',
    status: 200,
    reply: replies.requirementList,
  },
  'POST /v1/cases/{caseId}/document-verifications': {
    context: 'documents',
    summary: 'Verify the checklist',
    access: 'run_verification',
    status: 200,
    ifMatch: true,
    body: empty,
    reply: replies.verificationView,
  },
} as const satisfies RouteTable;
