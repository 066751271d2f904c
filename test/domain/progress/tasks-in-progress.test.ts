import { describe, expect, it } from 'vitest';
import { insertTask } from '../../../shared/domain/case/insert-task.ts';
import { filtered, progress } from '../../../shared/domain/progress/progress.ts';
import { AT, aCaller, anAgent, aPlaybook } from '../../support/a-case.ts';
import { withTasks } from '../../support/a-playbook-with-tasks.ts';
import { asAgent, filled, preApproved, submitted } from '../../support/cases-by-state.ts';

const playbook = withTasks();
const THURSDAY = '2026-03-05T09:00:00.000Z';
const shown = (viewer = anAgent(), case_ = preApproved(), at = THURSDAY) => progress(case_, playbook, viewer, at);
const lines = ({ steps }: ReturnType<typeof shown>) => steps.slice(5).map(({ stepId, state }) => `${stepId} ${state}`);

describe('the tasks in the progress', () => {
  it('come with their stage, before what ends it', () => {
    expect(lines(shown())).toEqual([
      'pre-approval complete',
      'call ready',
      'told pending',
      'told-more pending',
      'note ready',
      'document-checklist waiting',
      'background pending',
      'credit pending',
      'memo pending',
      'price pending',
      'proposal pending',
      'close pending',
    ]);
    expect(shown().currentStep?.stepId).toBe('call');
  });

  it('count as remaining where they are required, and once inserted', () => {
    const { min } = shown().remaining;
    const inserted = insertTask(preApproved(), { taskId: 'visit' }, asAgent({ playbook })).case;
    expect(shown(anAgent(), inserted).remaining.min).toBe(min + 1);
  });

  it('are due by business days from when they are ready, and tell how late they are', () => {
    expect(shown().steps.find(({ stepId }) => stepId === 'call')).toMatchObject({
      dueAt: THURSDAY,
      elapsedPercent: 100,
      band: 'breached',
      assignee: 'agent_bo',
    });
    expect(shown(anAgent(), preApproved(), '2026-03-04T09:00:00.000Z').steps[6]).toMatchObject({
      elapsedPercent: 50,
      band: 'at_half',
    });
  });

  it('leave no trace in what a customer sees and counts', () => {
    const without = progress(preApproved(), aPlaybook(), aCaller(), THURSDAY);
    expect(shown(aCaller())).toEqual(without);
    expect(JSON.stringify(without)).not.toContain('band');
  });
});

describe('the steps of one person or in one state', () => {
  it('are shown with their place among all, and nothing that is counted changes', () => {
    const all = shown();
    const mine = filtered(all, { assignee: 'agent_bo', state: 'ready' });
    expect(mine.steps.map(({ stepId, index }) => [stepId, index])).toEqual([
      ['call', 7],
      ['note', 10],
    ]);
    const { steps: _mine, ...counts } = mine;
    const { steps: _all, ...allCounts } = all;
    expect(counts).toEqual(allCounts);
  });

  it('are the customer’s own in a draft, and never another side’s hidden ones', () => {
    const draft = shown(aCaller(), filled(), AT);
    expect(filtered(draft, { assignee: 'contact_ada' }).steps.map(({ stepId }) => stepId)).toEqual([
      'details',
      'people',
      'papers',
      'review',
    ]);
    expect(filtered(shown(aCaller(), submitted()), { assignee: 'agent_bo' }).steps).toEqual([]);
    expect(filtered(draft, {}).steps).toEqual(draft.steps);
  });
});

describe('a step of the intake with days of its own', () => {
  it('is due from when the steps before it were done', () => {
    const timed = withTasks({
      intake: aPlaybook().intake.map((step) => (step.id === 'papers' ? { ...step, businessDays: 1 } : step)),
    });
    const { steps } = progress(filled(), timed, aCaller(), '2026-03-03T21:00:00.000Z');
    expect(steps.find(({ stepId }) => stepId === 'papers')).toMatchObject({
      state: 'ready',
      dueAt: '2026-03-04T09:00:00.000Z',
      elapsedPercent: 50,
    });
  });
});
