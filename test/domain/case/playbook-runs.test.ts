import { describe, expect, it } from 'vitest';
import { cancelPlaybook } from '../../../shared/domain/case/cancel-playbook.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { completeTask } from '../../../shared/domain/case/complete-task.ts';
import { conclude } from '../../../shared/domain/case/conclude.ts';
import { insertTask } from '../../../shared/domain/case/insert-task.ts';
import { rejectProposal } from '../../../shared/domain/case/reject-proposal.ts';
import { restartPlaybook } from '../../../shared/domain/case/restart-playbook.ts';
import { submitForReview } from '../../../shared/domain/case/submit-for-review.ts';
import { taskStates } from '../../../shared/domain/case/task-states.ts';
import { stepStates } from '../../../shared/domain/playbook/step-states.ts';
import type { Stage } from '../../../shared/domain/vocabulary.ts';
import { planNext } from '../../../shared/domain/workflow/plan-next.ts';
import { AT, aPlaybook } from '../../support/a-case.ts';
import { withTasks } from '../../support/a-playbook-with-tasks.ts';
import {
  asAgent,
  asCustomer,
  checked,
  closed,
  filled,
  preApproved,
  proposed,
  proven,
  rejected,
  reopened,
  underReview,
} from '../../support/cases-by-state.ts';
import { codeOf, problemsOf } from '../../support/code-of.ts';

const LATER = '2026-03-05T09:00:00.000Z';
const playbook = withTasks();
const s = asAgent({ playbook, at: LATER });
const restart = (case_: Case, stage?: Stage) => restartPlaybook(case_, { reason: ' Once more ', stage }, s);
const cancel = (case_: Case) => cancelPlaybook(case_, { reason: 'By hand' }, s).case;
const called = () => completeTask(proven(), { taskId: 'call' }, asAgent({ playbook })).case;
const stateOf = (case_: Case, taskId: string) =>
  taskStates(case_, playbook).find(({ definition }) => definition.id === taskId)?.state;

describe('restarting the process of a draft', () => {
  it('keeps every answer, and asks for another look at every completed step', () => {
    const { case: case_, facts } = restart(filled());
    expect(case_.answers.map(({ values }) => values)).toEqual(filled().answers.map(({ values }) => values));
    expect(stepStates(case_, playbook).map(({ stepId, state }) => `${stepId} ${state}`)).toEqual([
      'details needs_revisit',
      'people needs_revisit',
      'papers pending',
      'review pending',
    ]);
    expect(facts).toEqual([{ type: 'playbook.restarted', number: 2, stage: 'initiate' }]);
  });
});

describe('restarting the process of an open case', () => {
  it('numbers the runs and keeps the earlier one with its end', () => {
    expect(restart(called()).case.playbookRuns).toEqual([
      { number: 1, startedAt: AT, by: 'contact_ada', end: 'restarted', endedAt: LATER, endedBy: 'agent_bo' },
      { number: 2, startedAt: LATER, by: 'agent_bo', reason: 'Once more' },
    ]);
  });

  it('gives the tasks of the stage a new attempt and keeps the old one', () => {
    const { case: case_ } = restart(called());
    expect(case_.tasks[0]?.attempts).toMatchObject([
      { number: 1, end: 'complete', endedAt: AT },
      { number: 2, startedAt: LATER },
    ]);
    expect(stateOf(case_, 'call')).toBe('ready');
    const again = completeTask(case_, { taskId: 'call' }, s);
    expect(again.facts).toEqual([{ type: 'task.completed', taskId: 'call', attempt: 2 }]);
  });

  it('starts the stage’s clock anew and verifies the checklist again', () => {
    const verified: Case = {
      ...called(),
      verification: { number: 1, at: AT, by: 'x', digest: 'd', missing: [], invalid: [], unexpected: [] },
    };
    const { case: case_ } = restart(verified);
    expect(case_.stages.at(-1)).toEqual({ stage: 'data_capture', enteredAt: LATER, dueAt: '2026-03-12T09:00:00.000Z' });
    expect(case_.verification).toBeUndefined();
    expect(case_.preApproval).toEqual(verified.preApproval);
  });

  it('can go back to an earlier stage, whose approval is then given anew', () => {
    const { case: case_, facts } = restart(called(), 'pre_approval');
    expect(case_).toMatchObject({ status: 'open', stage: 'pre_approval' });
    expect(case_.preApproval).toEqual({ approval: 'requested', recordedAt: LATER, recordedBy: 'agent_bo' });
    expect(facts.map(({ type }) => type)).toEqual(['playbook.restarted', 'case.approval_recorded']);
    expect(planNext(case_, playbook, LATER).items[0]?.item).toBe('decide_pre_approval');
    const fromLast = restart(rejected(), 'data_capture').case;
    expect(fromLast).toMatchObject({ status: 'open', stage: 'data_capture' });
  });

  it('sends the message of a stage’s end again when the stage ends again, and only then', () => {
    const again = restart(called());
    expect(again.facts.map(({ type }) => type)).toEqual(['playbook.restarted']);
    const s2 = asAgent({ playbook, at: LATER });
    const left = submitForReview(completeTask(again.case, { taskId: 'call' }, s2).case, {}, s2);
    expect(left.facts.filter(({ type }) => type === 'case.stage_completed')).toHaveLength(1);
  });

  it.each<readonly [string, () => Case, Stage | undefined, string]>([
    ['a stage that it has not reached', preApproved, 'resolve', '/stage playbook.stage-not-possible'],
    ['a stage in which nothing is open', preApproved, 'initiate', '/stage playbook.stage-not-possible'],
    ['a later stage of a draft', filled, 'data_capture', '/stage playbook.stage-not-possible'],
  ])('is refused for %s', (_, build, stage, problem) => {
    expect(problemsOf(() => restart(build(), stage))).toEqual([problem]);
  });

  it.each<readonly [string, () => Case]>([
    ['under review', underReview],
    ['with a proposal before the customer', proposed],
    ['closed', closed],
    ['reopened and not taken over', () => reopened()],
  ])('is refused while the case is %s', (_, build) => {
    expect(codeOf(() => restart(build()))).toBe('case.transition-not-allowed');
  });

  it('is refused after twenty runs', () => {
    const runs = Array.from({ length: 20 }, (_, n) => ({ number: n + 1, startedAt: AT, by: 'agent_bo' }));
    expect(codeOf(() => restart({ ...called(), playbookRuns: runs }))).toBe('case.limit');
  });
});

describe('cancelling the process', () => {
  it('cancels its open tasks, which then hold nothing up', () => {
    const inserted = insertTask(proven(), { taskId: 'visit' }, asAgent({ playbook })).case;
    const case_ = cancel(inserted);
    expect(case_.playbookRuns).toMatchObject([
      { number: 1, end: 'cancelled', endedAt: LATER, endedBy: 'agent_bo', endReason: 'By hand' },
    ]);
    expect([stateOf(case_, 'call'), stateOf(case_, 'visit')]).toEqual(['cancelled', 'cancelled']);
    expect(submitForReview(case_, {}, s).case.status).toBe('under_review');
  });

  it('keeps what was done, and sends no more messages', () => {
    const case_ = cancel(called());
    expect(stateOf(case_, 'call')).toBe('complete');
    const noted = { case: { ...case_, version: case_.version + 1 }, facts: [{ type: 'case.work_noted' } as const] };
    expect(conclude(case_, noted, s).facts).toHaveLength(1);
  });

  it('leaves to the owner what the workflow did by itself, except what only it can do', () => {
    expect(planNext(cancel(preApproved()), playbook, LATER).items[0]?.item).toBe('run_verification');
    expect(planNext(cancel(checked()), aPlaybook(), LATER).items[0]?.item).toBe('complete_review');
    expect(planNext(cancel(underReview()), aPlaybook(), LATER).kind).toBe('run_checks');
  });

  it('does not lift what documents and checks have to show', () => {
    expect(codeOf(() => submitForReview(cancel(preApproved()), {}, s))).toBe('case.incomplete');
  });

  it('happens once, and nothing can be inserted after it', () => {
    expect(codeOf(() => cancel(cancel(proven())))).toBe('playbook.not-in-progress');
    expect(codeOf(() => insertTask(cancel(proven()), { taskId: 'visit' }, s))).toBe('task.not-open');
  });

  it('is undone by a restart', () => {
    const case_ = restart(cancel(proven())).case;
    expect(stateOf(case_, 'call')).toBe('ready');
    expect(case_.playbookRuns.map(({ end }) => end)).toEqual(['cancelled', undefined]);
  });
});

describe('the end of a case', () => {
  it('ends its run, and a reopening begins the next', () => {
    expect(closed().playbookRuns).toMatchObject([{ number: 1, end: 'case_ended' }]);
    expect(reopened().playbookRuns).toMatchObject([{ end: 'case_ended' }, { number: 2, reason: 'Changed our mind' }]);
  });
});

describe('a rejection', () => {
  it('gives the tasks of the last stage another attempt', () => {
    const case_: Case = {
      ...proposed(),
      tasks: [{ taskId: 'price', attempts: [{ number: 1, startedAt: AT, end: 'complete', endedAt: AT }] }],
    };
    const rejection = { number: 1, reasonCode: 'terms', feedback: 'Too low' };
    const back = rejectProposal(case_, rejection, asCustomer({ playbook })).case;
    expect(back.tasks[0]?.attempts).toHaveLength(2);
    expect(stateOf(back, 'price')).toBe('ready');
  });
});
