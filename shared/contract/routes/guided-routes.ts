import type { RouteTable } from '../route-spec.ts';
import * as progressReplies from '../schemas/progress-replies.ts';
import * as replies from '../schemas/replies.ts';
import * as requests from '../schemas/requests.ts';

/** Tasks of the playbook, and the guided process as a whole. */
export const GUIDED_ROUTES = {
  'GET /v1/cases/{caseId}/tasks': {
    context: 'cases',
    summary: 'Tasks of the process, with every attempt',
    access: 'read_tasks',
    status: 200,
    reply: progressReplies.taskList,
  },
  'POST /v1/cases/{caseId}/tasks': {
    context: 'cases',
    summary: 'Insert an optional task',
    access: 'insert_task',
    status: 201,
    body: requests.insertTaskBody,
    reply: progressReplies.taskView,
  },
  'POST /v1/cases/{caseId}/tasks/{taskId}/complete': {
    context: 'cases',
    summary: 'Complete a task',
    access: 'complete_task',
    status: 200,
    body: requests.completeTaskBody,
    reply: progressReplies.taskView,
  },
  'POST /v1/cases/{caseId}/tasks/{taskId}/skip': {
    context: 'cases',
    summary: 'Skip a task, with the reason',
    access: 'skip_task',
    status: 200,
    body: requests.reasonBody,
    reply: progressReplies.taskView,
  },
  'POST /v1/cases/{caseId}/playbook/restart': {
    context: 'cases',
    summary: 'Begin the guided process, or a stage of it, anew',
    access: 'restart_playbook',
    status: 200,
    ifMatch: true,
    body: requests.restartPlaybookBody,
    reply: replies.caseView,
  },
  'POST /v1/cases/{caseId}/playbook/cancel': {
    context: 'cases',
    summary: 'End the guidance and go on by hand',
    access: 'cancel_playbook',
    status: 200,
    ifMatch: true,
    body: requests.reasonBody,
    reply: replies.caseView,
  },
} as const satisfies RouteTable;
