import { expect, test } from 'vitest';
import { actOnPlan } from '../../../functions/workflow/act-on-plan.ts';
import { requestCheckIfPlanned } from '../../../functions/workflow/request-check-if-planned.ts';
import { SYSTEM_VERBS, timeOutVerb } from '../../../functions/workflow/system-verbs.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { planNext } from '../../../shared/domain/workflow/plan-next.ts';
import { systemCaller, systemCommand } from '../../../shared/events/system-command.ts';
import { AT, aCase, aPlaybook } from '../../support/a-case.ts';
import { MemoryCases } from '../../support/memory-cases.ts';

const open = aCase({ status: 'open', stage: 'pre_approval', assignee: 'agent_bo' });
const planOf = (case_: Case) => planNext(case_, aPlaybook(), AT);

function world(case_: Case, n = 1) {
  const cases = new MemoryCases(case_);
  const commands = {
    cases,
    playbookOf: async () => aPlaybook(),
    now: () => AT,
    newId: (prefix: string) => `${prefix}_1`,
  };
  const deps = {
    runs: { run: async () => ({ caseId: case_.caseId, n, state: 'running' as const }) },
    planOf,
    command: async (caseId: string, decide: (typeof SYSTEM_VERBS)['pre_approve']) => {
      const causation = { correlationId: 'test' };
      await systemCommand(commands, { caseId, causation, caller: systemCaller('workflow'), decide });
    },
    verbs: SYSTEM_VERBS,
    timeOutCheck: timeOutVerb,
  };
  return { cases, deps };
}

const input = (case_: Case, run = 1) => ({
  caseId: case_.caseId,
  run,
  kind: 'pre_approve' as const,
  waitKey: planOf(case_).waitKey,
});

test('pre-approval is recorded by the system, once, however often the state repeats', async () => {
  const { cases, deps } = world(open);
  await actOnPlan(deps, input(open));
  await actOnPlan(deps, input(open));
  expect(cases.events.map(({ data, actor }) => [data.types, actor.personId])).toEqual([
    [['case.approval_recorded'], 'system:workflow'],
  ]);
});

test('a lost reply of the store makes the state fail, and its repetition changes nothing more', async () => {
  const { cases, deps } = world(open);
  cases.failNextCommit('after');
  await expect(actOnPlan(deps, input(open))).rejects.toThrow('the reply of the store is lost');
  await actOnPlan(deps, input(open));
  expect(cases.events).toHaveLength(1);
});

test('an instruction that is no longer the plan is left undone', async () => {
  const { cases, deps } = world(aCase({ status: 'cancelled', outcome: 'withdrawn' }));
  await actOnPlan(deps, input(open));
  expect(cases.events).toEqual([]);
});

test('an instruction of an earlier run is left undone', async () => {
  const { cases, deps } = world(open, 2);
  await actOnPlan(deps, input(open, 1));
  expect(cases.events).toEqual([]);
});

test('a command that leaves the plan as it was fails instead of planning the same for ever', async () => {
  const { deps } = world(open);
  const idle = { ...SYSTEM_VERBS, pre_approve: (case_: Case) => ({ case: case_, facts: [] }) };
  await expect(actOnPlan({ ...deps, verbs: idle }, input(open))).rejects.toThrow('left the plan of case_1 as it was');
});

test('a check is requested only while the plan still has it', () => {
  const surroundings = { at: AT, caller: systemCaller('workflow'), playbook: aPlaybook(), newId: () => 'x' };
  const left = requestCheckIfPlanned(planOf, 'legal', 1)(open, surroundings);
  expect(left.facts).toEqual([]);
  const review = aCase({ status: 'under_review', stage: 'due_diligence' });
  const checkId = planOf(review).items[0]?.item ?? 'none';
  const requested = requestCheckIfPlanned(planOf, checkId, 1)(review, surroundings);
  expect(requested.facts.map(({ type }) => type)).toEqual(['check.requested']);
});
