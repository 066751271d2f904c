import { cancelPlaybook } from '../../shared/domain/case/cancel-playbook.ts';
import { completeTask } from '../../shared/domain/case/complete-task.ts';
import { insertTask, isInsertable } from '../../shared/domain/case/insert-task.ts';
import { requireTask } from '../../shared/domain/case/require-task.ts';
import { restartPlaybook } from '../../shared/domain/case/restart-playbook.ts';
import { skipTask } from '../../shared/domain/case/skip-task.ts';
import { type TaskState, taskStates } from '../../shared/domain/case/task-states.ts';
import { versionFor } from '../../shared/http/etag.ts';
import type { Handlers, Reply } from '../../shared/http/incoming.ts';
import { wholeList } from '../../shared/http/whole-list.ts';
import { command, query } from './command-on-case.ts';
import type { CasesDeps } from './deps.ts';
import type { View } from './present-case.ts';

type Routes =
  | 'GET /v1/cases/{caseId}/tasks'
  | 'POST /v1/cases/{caseId}/tasks'
  | 'POST /v1/cases/{caseId}/tasks/{taskId}/complete'
  | 'POST /v1/cases/{caseId}/tasks/{taskId}/skip'
  | 'POST /v1/cases/{caseId}/playbook/restart'
  | 'POST /v1/cases/{caseId}/playbook/cancel';

/** Tasks of the playbook, and the guided process as a whole. */
export const guidedHandlers = (deps: CasesDeps): Pick<Handlers<'cases'>, Routes> => ({
  'GET /v1/cases/{caseId}/tasks': query(deps, 'read_tasks', (view) => ({
    body: wholeList(taskStates(view.case_, view.playbook).map((task) => presentTask(task, view))),
    version: versionFor(view.case_, view.caller),
  })),
  'POST /v1/cases/{caseId}/tasks': command<'POST /v1/cases/{caseId}/tasks'>(
    deps,
    'insert_task',
    (case_, { body }, s) => insertTask(case_, body, s),
    { reply: (view, { body }) => replyWithTask(view, body.taskId) },
  ),
  'POST /v1/cases/{caseId}/tasks/{taskId}/complete': command<'POST /v1/cases/{caseId}/tasks/{taskId}/complete'>(
    deps,
    'complete_task',
    (case_, { params, body }, s) => completeTask(case_, { taskId: params.taskId, ...body }, s),
    { reply: (view, { params }) => replyWithTask(view, params.taskId) },
  ),
  'POST /v1/cases/{caseId}/tasks/{taskId}/skip': command<'POST /v1/cases/{caseId}/tasks/{taskId}/skip'>(
    deps,
    'skip_task',
    (case_, { params, body }, s) => skipTask(case_, { taskId: params.taskId, ...body }, s),
    { reply: (view, { params }) => replyWithTask(view, params.taskId) },
  ),
  'POST /v1/cases/{caseId}/playbook/restart': command(
    deps,
    'restart_playbook',
    (case_, { body }, s) => restartPlaybook(case_, body, s),
    { text: ({ body }) => body.reason },
  ),
  'POST /v1/cases/{caseId}/playbook/cancel': command(
    deps,
    'cancel_playbook',
    (case_, { body }, s) => cancelPlaybook(case_, body, s),
    { text: ({ body }) => body.reason },
  ),
});

const replyWithTask = (view: View, taskId: string): Reply => ({
  body: presentTask(requireTask(view.case_, view.playbook, taskId), view),
  version: versionFor(view.case_, view.caller),
});

function presentTask(task: TaskState, { case_, playbook }: View) {
  const { definition, record, state } = task;
  const { id: taskId, kind, stage, title, help, presence, skippable } = definition;
  return {
    ...{ taskId, kind, stage, title, presence, skippable, state },
    ...(help !== undefined && { help }),
    insertable: isInsertable(task, case_, playbook),
    ...(record?.inserted && { inserted: record.inserted }),
    attempts: record?.attempts ?? [],
  };
}
