import { describe, expect, test } from 'vitest';
import type { CasesDeps } from '../../../functions/cases/deps.ts';
import { guidedHandlers } from '../../../functions/cases/guided.ts';
import type { Caller } from '../../../shared/domain/access/caller.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { versionFor } from '../../../shared/http/etag.ts';
import { problemOf } from '../../../shared/http/problems.ts';
import { AT, aCaller, anAgent, aSupervisor } from '../../support/a-case.ts';
import { withTasks } from '../../support/a-playbook-with-tasks.ts';
import { proven } from '../../support/cases-by-state.ts';
import { MemoryCases } from '../../support/memory-cases.ts';

type Routes = keyof ReturnType<typeof guidedHandlers>;

function world(case_: Case = proven()) {
  const cases = new MemoryCases(case_);
  const deps = { cases, playbookOf: () => withTasks(), now: () => AT, newId: (prefix: string) => `${prefix}_new` };
  const handlers = guidedHandlers(deps as unknown as CasesDeps);
  const { caseId } = case_;
  async function call(route: Routes, caller: Caller, body: object = {}, taskId = 'call') {
    const ifMatch = versionFor(cases.current(caseId), caller);
    const params = { caseId, taskId };
    const incoming = {
      route,
      params,
      query: {},
      body,
      caller,
      ifMatch,
      requestId: 'r',
      at: AT,
      headers: {},
      rawBody: '',
    };
    try {
      const { status, body: reply } = await handlers[route](incoming as never);
      // biome-ignore lint/suspicious/noExplicitAny: read as an outside client would
      return { status, body: reply as any };
    } catch (error) {
      const { problem } = problemOf(error, 'r');
      // biome-ignore lint/suspicious/noExplicitAny: read as an outside client would
      return { status: problem.status, body: problem as any };
    }
  }
  return { cases, call, caseId };
}

const LIST = 'GET /v1/cases/{caseId}/tasks';
const INSERT = 'POST /v1/cases/{caseId}/tasks';
const COMPLETE = 'POST /v1/cases/{caseId}/tasks/{taskId}/complete';
const SKIP = 'POST /v1/cases/{caseId}/tasks/{taskId}/skip';
const RESTART = 'POST /v1/cases/{caseId}/playbook/restart';
const CANCEL = 'POST /v1/cases/{caseId}/playbook/cancel';

describe('the tasks of a case', () => {
  test('are listed for staff, also those that could be inserted, and not for customers', async () => {
    const { call } = world();
    const { body } = await call(LIST, anAgent());
    expect(body.data.map((one: { taskId: string; state: string }) => `${one.taskId} ${one.state}`)).toContain(
      'call ready',
    );
    expect(body.data.filter(({ insertable }: { insertable: boolean }) => insertable)).toMatchObject([
      { taskId: 'visit', presence: 'optional' },
    ]);
    expect((await call(LIST, aCaller())).status).toBe(403);
  });

  test('are completed with a note; the message whose turn comes is in the same event', async () => {
    const { call, cases } = world();
    const { status, body } = await call(COMPLETE, anAgent(), { note: 'Spoke to Ada' });
    expect([status, body.state]).toEqual([200, 'complete']);
    expect(body.attempts).toMatchObject([{ number: 1, endedBy: 'agent_bo', note: 'Spoke to Ada' }]);
    expect(cases.events.at(-1)?.data.types).toEqual(['task.completed', 'task.message_sent']);
  });

  test('are skipped by a supervisor where they are required', async () => {
    const { call } = world();
    const refused = await call(SKIP, anAgent(), { reason: 'No need' });
    expect([refused.status, refused.body.code]).toEqual([403, 'task.skip-needs-supervisor']);
    expect((await call(SKIP, aSupervisor(), { reason: 'No need' })).body.state).toBe('skipped');
  });

  test('are inserted where they are optional', async () => {
    const { call } = world();
    const { status, body } = await call(INSERT, anAgent(), { taskId: 'visit', reason: 'Unclear' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ taskId: 'visit', state: 'ready', inserted: { by: 'agent_bo', reason: 'Unclear' } });
    expect((await call(INSERT, anAgent(), { taskId: 'call' })).body.code).toBe('task.not-open');
  });
});

describe('the guided process', () => {
  test('is cancelled and restarted with a reason that customers do not see', async () => {
    const { call, cases, caseId } = world();
    const cancelled = await call(CANCEL, anAgent(), { reason: 'Their wish' });
    expect(cancelled.body.playbookRuns).toMatchObject([{ number: 1, end: 'cancelled', endReason: 'Their wish' }]);
    expect((await call(CANCEL, anAgent(), { reason: 'Again' })).body.code).toBe('playbook.not-in-progress');
    const restarted = await call(RESTART, aSupervisor(), { reason: 'Agreed', stage: 'pre_approval' });
    expect(restarted.body).toMatchObject({ stage: 'pre_approval', playbookRuns: [{ number: 1 }, { number: 2 }] });
    expect(JSON.stringify(cases.events.flatMap(({ data }) => data.facts))).not.toContain('Agreed');
    expect(cases.current(caseId).status).toBe('open');
  });

  test('is neither for a customer', async () => {
    const { call } = world();
    expect((await call(RESTART, aCaller(), { reason: 'Why not' })).status).toBe(403);
    expect((await call(CANCEL, aCaller(), { reason: 'Why not' })).status).toBe(403);
  });
});
