import { expect, test } from 'vitest';
import { checkRun } from '../../../functions/workflow/check-run.ts';
import { onSignal } from '../../../functions/workflow/on-signal.ts';
import { signalMessage } from '../../../functions/workflow/payloads.ts';
import { signalCase } from '../../../functions/workflow/signal-case.ts';
import { CASE_ID, instruction, runningRun, WorkflowWorld } from './workflow-world.ts';

const CLAIM = instruction('await_agent', 'claim', [{ item: 'claim', timeoutSeconds: 3600 }]);
const FINISH = instruction('finish', 'finish');
const parkedOn = (waitKey: string) => ({ caseId: CASE_ID, n: 3, state: 'parked' as const, waitKey });

test('a draft starts no run', async () => {
  const world = new WorkflowWorld(FINISH);
  await signalCase(world.deps(), CASE_ID);
  expect(world.run).toBeUndefined();
  expect(world.started).toEqual([]);
});

test('a parked run sleeps on while it waits for the same, and wakes as the next run when it does not', async () => {
  const world = new WorkflowWorld(CLAIM, parkedOn('claim'));
  await signalCase(world.deps(), CASE_ID);
  expect(world.started).toEqual([]);
  world.plan = FINISH;
  await signalCase(world.deps(), CASE_ID);
  expect(world.started).toEqual([4]);
  expect(world.run).toMatchObject({ n: 4, state: 'starting' });
});

test('a start whose reply was lost is repeated by the next signal', async () => {
  const world = new WorkflowWorld(CLAIM, { caseId: CASE_ID, n: 1, state: 'starting' });
  await signalCase(world.deps(), CASE_ID);
  await signalCase(world.deps(), CASE_ID);
  expect(world.started).toEqual([1]);
});

test('a start that fails makes the signal fail, so that the queue repeats it', async () => {
  const world = new WorkflowWorld(CLAIM);
  const deps = world.deps();
  const start = () => Promise.reject(new Error('throttled'));
  await expect(signalCase({ ...deps, executions: { ...deps.executions, start } }, CASE_ID)).rejects.toThrow(
    'throttled',
  );
  await signalCase(deps, CASE_ID);
  expect(world.started).toEqual([1]);
});

test('tokens of an earlier run are answered, whatever they wait for', async () => {
  const world = new WorkflowWorld(CLAIM, runningRun(2));
  world.tokens = [{ caseId: CASE_ID, run: 1, waitKey: 'claim', item: 'agent', token: 'old' }];
  await signalCase(world.deps(), CASE_ID);
  expect(world.answered).toEqual(['old']);
  expect(world.tokens).toEqual([]);
});

test('the daily look replaces a run whose execution has died', async () => {
  const world = new WorkflowWorld(CLAIM, runningRun(1));
  world.started = [1];
  world.ended = [1];
  await checkRun(world.deps(), CASE_ID);
  expect(world.run).toMatchObject({ n: 2, state: 'starting' });
  expect(world.started).toEqual([1, 2]);
});

test('the daily look leaves a living run alone and comes back tomorrow', async () => {
  const world = new WorkflowWorld(CLAIM, runningRun(1));
  world.started = [1];
  await checkRun(world.deps(), CASE_ID);
  expect(world.run).toEqual({ caseId: CASE_ID, n: 1, state: 'running', checkAt: '2026-11-03T09:00:00.000Z' });
});

test('a repeated message of the sweep changes nothing once the run has been looked at', async () => {
  const world = new WorkflowWorld(CLAIM, { ...runningRun(1), checkAt: '2026-11-03T09:00:00.000Z' });
  await checkRun(world.deps(), CASE_ID);
  expect(world.run).toMatchObject({ n: 1, state: 'running' });
});

test('a run that never planned is started again, and replaced when its execution is over', async () => {
  const world = new WorkflowWorld(CLAIM, {
    caseId: CASE_ID,
    n: 1,
    state: 'starting',
    checkAt: '2026-11-02T08:00:00.000Z',
  });
  await checkRun(world.deps(), CASE_ID);
  expect(world.started).toEqual([1]);
  expect(world.run).toMatchObject({ n: 1, state: 'starting', checkAt: '2026-11-03T09:00:00.000Z' });
  world.ended = [1];
  world.run = { caseId: CASE_ID, n: 1, state: 'starting', checkAt: '2026-11-02T08:00:00.000Z' };
  await checkRun(world.deps(), CASE_ID);
  expect(world.run).toMatchObject({ n: 2, state: 'starting' });
});

test('a wait whose answer got lost is answered by the daily look', async () => {
  const world = new WorkflowWorld(CLAIM, runningRun(1));
  world.started = [1];
  world.tokens = [{ caseId: CASE_ID, run: 1, waitKey: 'older', item: 'agent', token: 'lost' }];
  await onSignal(world.deps())({ kind: 'run_check', caseId: CASE_ID });
  expect(world.answered).toEqual(['lost']);
});

test('both kinds of message name the case, anything else is refused', () => {
  expect(signalMessage.safeParse({ detail: { caseId: CASE_ID, data: {} } }).success).toBe(true);
  expect(signalMessage.safeParse({ kind: 'run_check', caseId: CASE_ID }).success).toBe(true);
  expect(signalMessage.safeParse({ kind: 'timer', caseId: CASE_ID }).success).toBe(false);
});
