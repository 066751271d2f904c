import { expect, test } from 'vitest';
import { planCase } from '../../../functions/workflow/plan-case.ts';
import { CASE_ID, instruction, runningRun, WorkflowWorld } from './workflow-world.ts';

const DAY = 86_400;
const CLAIM = instruction('await_agent', 'claim', [{ item: 'claim', timeoutSeconds: DAY }]);
const starting = { caseId: CASE_ID, n: 1, state: 'starting' } as const;
const plan = (world: WorkflowWorld, run = 1, plans = 0) => planCase(world.deps(), { caseId: CASE_ID, run, plans });

test('the first plan of a run confirms that it has started, before the system acts', async () => {
  const world = new WorkflowWorld(instruction('pre_approve', 'pre-approve'), starting);
  expect(await plan(world)).toMatchObject({ kind: 'pre_approve', starting: false });
  expect(world.run).toEqual({ caseId: CASE_ID, n: 1, state: 'running', checkAt: '2026-11-03T09:00:00.000Z' });
});

test('where the first plan is to wait, it leaves that to the wait', async () => {
  const world = new WorkflowWorld(CLAIM, starting);
  expect(await plan(world)).toEqual({
    kind: 'await_agent',
    waitKey: 'claim',
    items: [{ item: 'claim', attempt: 0, timeoutSeconds: DAY }],
    timeoutSeconds: DAY,
    starting: true,
  });
  expect(world.run).toEqual(starting);
});

test('a run that has planned before says nothing of its start', async () => {
  expect((await plan(new WorkflowWorld(CLAIM, runningRun(1)))).starting).toBe(false);
});

test('an execution of an earlier run ends as superseded and changes nothing', async () => {
  const world = new WorkflowWorld(CLAIM, runningRun(2));
  expect((await plan(world, 1)).kind).toBe('superseded');
  expect(world.run).toEqual(runningRun(2));
});

test('an execution that no run is on record for ends as superseded', async () => {
  expect((await plan(new WorkflowWorld(CLAIM))).kind).toBe('superseded');
});

test('a wait longer than the setting parks, one just as long does not', async () => {
  const long = new WorkflowWorld(instruction('await_customer', 'long', [], 20 * DAY + 1), runningRun(1));
  expect((await plan(long)).kind).toBe('parked');
  expect(long.run).toEqual({ caseId: CASE_ID, n: 1, state: 'parked', waitKey: 'long' });
  const short = new WorkflowWorld(instruction('await_customer', 'short', [], 20 * DAY), runningRun(1));
  expect((await plan(short)).kind).toBe('await_customer');
});

test('checks never park, however long they may take', async () => {
  const items = [{ item: 'legal', attempt: 1, timeoutSeconds: 40 * DAY }];
  const world = new WorkflowWorld(instruction('run_checks', 'checks', items, 40 * DAY), runningRun(1));
  expect((await plan(world)).kind).toBe('run_checks');
});

test('a finished case leaves its run parked, so that a reopening wakes it', async () => {
  const world = new WorkflowWorld(instruction('finish', 'finish'), runningRun(1));
  expect((await plan(world)).kind).toBe('finish');
  expect(world.run).toMatchObject({ n: 1, state: 'parked', waitKey: 'finish' });
});

test('after 200 plans the next run takes over, due for a start at once', async () => {
  const world = new WorkflowWorld(CLAIM, runningRun(1));
  expect((await plan(world, 1, 199)).kind).toBe('await_agent');
  expect((await plan(world, 1, 200)).kind).toBe('restart');
  expect(world.run).toEqual({ caseId: CASE_ID, n: 2, state: 'starting', checkAt: world.now });
});
