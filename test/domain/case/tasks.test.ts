import { describe, expect, it } from 'vitest';
import type { Case } from '../../../shared/domain/case/case.ts';
import { completePreApproval } from '../../../shared/domain/case/complete-pre-approval.ts';
import { completeReview } from '../../../shared/domain/case/complete-review.ts';
import { completeTask } from '../../../shared/domain/case/complete-task.ts';
import { conclude } from '../../../shared/domain/case/conclude.ts';
import { insertTask } from '../../../shared/domain/case/insert-task.ts';
import { makeProposal } from '../../../shared/domain/case/make-proposal.ts';
import { skipTask } from '../../../shared/domain/case/skip-task.ts';
import { submitForReview } from '../../../shared/domain/case/submit-for-review.ts';
import { taskStates } from '../../../shared/domain/case/task-states.ts';
import { planNext } from '../../../shared/domain/workflow/plan-next.ts';
import { AT, aSupervisor } from '../../support/a-case.ts';
import { task, withTasks } from '../../support/a-playbook-with-tasks.ts';
import {
  asAgent,
  asSupervisor,
  checked,
  claimed,
  PROPOSAL,
  preApproved,
  proven,
  reviewed,
} from '../../support/cases-by-state.ts';
import { codeOf, refusalOf } from '../../support/code-of.ts';

const playbook = withTasks();
const s = asAgent({ playbook });
const bySupervisor = asSupervisor({ playbook });
const complete = (case_: Case, taskId: string) => completeTask(case_, { taskId }, s).case;
const states = (case_: Case) =>
  Object.fromEntries(taskStates(case_, playbook).map(({ definition, state }) => [definition.id, state]));
const done = (...ids: readonly string[]) => ids.reduce(complete, proven());

describe('the tasks of a stage', () => {
  it('are ready when the stage is entered and what comes before them is done', () => {
    expect(states(claimed())).toMatchObject({ call: 'pending', memo: 'pending' });
    expect(states(preApproved())).toEqual({
      call: 'ready',
      told: 'pending',
      'told-more': 'pending',
      note: 'ready',
      visit: 'skipped',
      memo: 'pending',
      price: 'pending',
    });
  });

  it('keep the stage from being left while a required one is open, and say which', () => {
    const refusal = refusalOf(() => submitForReview(proven(), {}, s));
    expect(refusal).toMatchObject({ code: 'case.incomplete', errors: [{ pointer: '/tasks/call', code: 'task.open' }] });
    expect(submitForReview(done('call'), {}, s).case.stage).toBe('due_diligence');
  });

  it('keep every later stage from being left as well', () => {
    expect(codeOf(() => completeReview(checked(), {}, s))).toBe('case.incomplete');
    expect(codeOf(() => makeProposal(reviewed(), PROPOSAL, s))).toBe('case.incomplete');
    expect(makeProposal(complete(reviewed(), 'price'), PROPOSAL, s).case.status).toBe('resolved');
  });

  it('of pre-approval as well', () => {
    const early = withTasks({ tasks: [task('look', { stage: 'pre_approval' })] });
    const approved: Case = {
      ...claimed(),
      preApproval: { approval: 'not_required', recordedAt: AT, recordedBy: 'system:workflow' },
    };
    const record = { customerConfirmed: true, customerRecord: { kind: 'matched', partyId: 'account_acme' } } as const;
    const attempt = (case_: Case) => completePreApproval(case_, record, asAgent({ playbook: early })).case;
    expect(codeOf(() => attempt(approved))).toBe('case.incomplete');
    const looked = completeTask(approved, { taskId: 'look' }, asAgent({ playbook: early })).case;
    expect(attempt(looked).stage).toBe('data_capture');
  });

  it('that are only recommended are left behind', () => {
    const later = submitForReview(done('call'), {}, s).case;
    expect(states(later)).toMatchObject({ call: 'complete', note: 'skipped', memo: 'ready' });
  });

  it('are what the workflow waits for when nothing else is', () => {
    const { items } = planNext({ ...checked(), tasks: [] }, playbook, AT);
    expect(items.map(({ item }) => item)).toEqual(['complete_task']);
    expect(planNext(complete(checked(), 'memo'), playbook, AT).kind).toBe('complete_review');
  });
});

describe('completing a task', () => {
  it('records who did it and what they noted, once', () => {
    const { case: case_, facts } = completeTask(proven(), { taskId: 'call', note: ' Spoke to Ada ' }, s);
    expect(case_.tasks).toEqual([
      {
        taskId: 'call',
        attempts: [
          { number: 1, startedAt: AT, end: 'complete', endedAt: AT, endedBy: 'agent_bo', note: 'Spoke to Ada' },
        ],
      },
    ]);
    expect(facts).toEqual([{ type: 'task.completed', taskId: 'call', attempt: 1 }]);
    expect(completeTask(case_, { taskId: 'call' }, s).facts).toEqual([]);
  });

  it('is refused for what is not there, not yet, or not for people', () => {
    expect(codeOf(() => complete(proven(), 'nothing'))).toBe('task.unknown');
    expect(codeOf(() => complete(proven(), 'memo'))).toBe('task.not-open');
    expect(codeOf(() => complete(proven(), 'visit'))).toBe('task.not-open');
    expect(codeOf(() => complete(done('call'), 'told'))).toBe('task.not-open');
  });
});

describe('skipping a task', () => {
  const skip = (taskId: string, by = s, case_ = proven()) => skipTask(case_, { taskId, reason: 'No need' }, by);

  it('that is required takes a supervisor who does not own the case', () => {
    expect(codeOf(() => skip('call'))).toBe('task.skip-needs-supervisor');
    const own = { ...proven(), assignee: aSupervisor().personId };
    expect(codeOf(() => skip('call', bySupervisor, own))).toBe('task.skip-needs-supervisor');
    const { case: case_, facts } = skip('call', bySupervisor);
    expect(case_.tasks[0]?.attempts).toMatchObject([{ end: 'skipped', endedBy: 'agent_sue', note: 'No need' }]);
    expect(facts).toEqual([{ type: 'task.skipped', taskId: 'call', attempt: 1 }]);
    expect(submitForReview(case_, {}, s).case.status).toBe('under_review');
  });

  it('is refused where the playbook does not allow it, without a reason, and for one that is done', () => {
    expect(codeOf(() => skip('note'))).toBe('task.not-skippable');
    expect(codeOf(() => skipTask(proven(), { taskId: 'call', reason: ' ' }, bySupervisor))).toBe('input.invalid');
    expect(codeOf(() => skip('call', bySupervisor, done('call')))).toBe('task.not-open');
  });
});

describe('inserting an optional task', () => {
  const insert = (case_: Case) => insertTask(case_, { taskId: 'visit', reason: 'Unclear address' }, s);

  it('makes it part of the stage, with who wanted it', () => {
    const { case: case_, facts } = insert(done('call'));
    expect(case_.tasks.at(-1)).toMatchObject({
      taskId: 'visit',
      inserted: { by: 'agent_bo', at: AT, reason: 'Unclear address' },
    });
    expect(facts).toEqual([{ type: 'task.inserted', taskId: 'visit', attempt: 1 }]);
    expect(codeOf(() => submitForReview(case_, {}, s))).toBe('case.incomplete');
    expect(submitForReview(complete(case_, 'visit'), {}, s).case.status).toBe('under_review');
  });

  it('changes nothing while it is open, and asks for it anew when it is done', () => {
    const inserted = insert(proven()).case;
    expect(insert(inserted).facts).toEqual([]);
    const again = insert(complete(inserted, 'visit')).case;
    expect(again.tasks[0]?.attempts.map(({ number, end }) => [number, end])).toEqual([
      [1, 'complete'],
      [2, undefined],
    ]);
  });

  it('is refused for what is no choice, and for a stage that is over', () => {
    expect(codeOf(() => insertTask(proven(), { taskId: 'call' }, s))).toBe('task.not-open');
    expect(codeOf(() => insert(checked()))).toBe('task.not-open');
    expect(codeOf(() => insertTask(proven(), { taskId: 'nothing' }, s))).toBe('task.unknown');
  });
});

describe('a message of the playbook', () => {
  const concluded = (case_: Case, taskId: string) => conclude(case_, completeTask(case_, { taskId }, s), s);

  it('goes out once, with what makes its turn come, and so does one that waits for it', () => {
    const before = proven();
    const { case: case_, facts } = concluded(before, 'call');
    expect(facts).toEqual([
      { type: 'task.completed', taskId: 'call', attempt: 1 },
      { type: 'task.message_sent', taskIds: ['told', 'told-more'] },
    ]);
    expect(states(case_)).toMatchObject({ told: 'complete', 'told-more': 'complete' });
    expect(case_.version).toBe(before.version + 1);
    expect(case_.customerVersion).toBe(before.customerVersion + 1);
    expect(concluded(case_, 'note').facts).toHaveLength(1);
  });

  it('does not go out while what it waits for is open', () => {
    expect(concluded(proven(), 'note').facts).toEqual([{ type: 'task.completed', taskId: 'note', attempt: 1 }]);
  });
});
