import type { RouteTable } from '../route-spec.ts';
import { empty } from '../schemas/primitives.ts';
import * as replies from '../schemas/replies.ts';
import * as requests from '../schemas/requests.ts';
import * as stepReplies from '../schemas/step-replies.ts';

/** The guided part of a case, up to submission. */
export const INTAKE_ROUTES = {
  'GET /v1/cases/{caseId}/steps/{stepId}': {
    context: 'cases',
    summary: 'A step with its fields and answers',
    access: 'read_case',
    status: 200,
    reply: stepReplies.stepView,
  },
  'PUT /v1/cases/{caseId}/steps/{stepId}/answers': {
    context: 'cases',
    summary: 'Save answers, complete or not',
    access: 'save_answers',
    status: 200,
    body: requests.saveAnswersBody,
    reply: stepReplies.stepView,
  },
  'POST /v1/cases/{caseId}/steps/{stepId}/complete': {
    context: 'cases',
    summary: 'Complete a step',
    access: 'complete_step',
    status: 200,
    body: empty,
    reply: stepReplies.stepView,
  },
  'POST /v1/cases/{caseId}/steps/{stepId}/revisit': {
    context: 'cases',
    summary: 'Go back to a step',
    access: 'revisit_step',
    status: 200,
    body: empty,
    reply: stepReplies.stepView,
  },
  'GET /v1/cases/{caseId}/review': {
    context: 'cases',
    summary: 'Everything before submission, with what is missing',
    access: 'read_case',
    status: 200,
    reply: stepReplies.reviewView,
  },
  'POST /v1/cases/{caseId}/submit': {
    context: 'cases',
    summary: 'Draft to new',
    access: 'submit',
    status: 200,
    ifMatch: true,
    body: requests.submitBody,
    reply: replies.caseView,
  },
  'POST /v1/cases/{caseId}/hand-over': {
    context: 'cases',
    summary: 'Hand a draft over to the customer or to staff',
    access: 'hand_over',
    status: 200,
    body: requests.handOverBody,
    reply: replies.caseView,
  },
  'POST /v1/cases/{caseId}/change-type': {
    context: 'cases',
    summary: 'Make another kind of application of a draft',
    access: 'change_type',
    status: 200,
    ifMatch: true,
    body: requests.changeTypeBody,
    reply: replies.caseView,
  },
  'GET /v1/cases/{caseId}/members': {
    context: 'cases',
    summary: 'Members',
    access: 'read_case',
    status: 200,
    reply: replies.memberList,
  },
  'POST /v1/cases/{caseId}/members': {
    context: 'cases',
    summary: 'Add a member',
    access: 'add_member',
    status: 201,
    body: requests.addMemberBody,
    reply: replies.memberView,
  },
  'PATCH /v1/cases/{caseId}/members/{memberId}': {
    context: 'cases',
    summary: 'Change a member',
    access: 'change_member',
    status: 200,
    ifMatch: true,
    body: requests.changeMemberBody,
    reply: replies.memberView,
  },
  'DELETE /v1/cases/{caseId}/members/{memberId}': {
    context: 'cases',
    summary: 'Remove a member',
    access: 'remove_member',
    status: 200,
    ifMatch: true,
    reply: replies.caseView,
  },
} as const satisfies RouteTable;
