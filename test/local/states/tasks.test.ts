import { afterEach, describe, expect, it } from 'vitest';
import { type DefinitionRun, type PlainFunction, runDefinition } from '../../../local/states/run-definition.ts';
import { callback, invoke, machine } from './definitions.ts';

const startAt = Date.parse('2026-03-01T00:00:00.000Z');
let run: DefinitionRun;
let tokens: string[];

const play = async (
  states: Readonly<Record<string, object>>,
  functions: Record<string, PlainFunction> = {},
  more = {},
) => {
  tokens = [];
  const ask = ({ token }: { token: string }) => void tokens.push(token);
  run = runDefinition(machine(states, more), {
    functions: { ask, ...functions },
    startAt,
    chance: { random: () => 0.5, newSecret: () => crypto.randomUUID() },
  });
  const arn = run.start({ caseId: 'c-1' }, 'one');
  await run.settle();
  return arn;
};
const failing =
  (name: string, message = 'why') =>
  () => {
    throw Object.assign(new Error(message), { name });
  };
const answer = (token: string | undefined, output: unknown) =>
  run.states.sendTaskSuccess(token ?? '', JSON.stringify(output));
const days = (count: number) => count * 86_400_000;
const eventTypes = (arn: string) => run.history(arn).map((event) => event.type);

afterEach(() => run.close());

describe('a retry', () => {
  const attemptsOf = async (retry: object, error: string) => {
    const attempts: number[] = [];
    const f = (_event: never, now: number) => {
      attempts.push((now - startAt) / 1000);
      failing(error)();
    };
    const arn = await play({ A: invoke('f', {}, { Retry: [retry], End: true }) }, { f });
    await run.finish(arn);
    return attempts;
  };

  it('waits longer each time by the backoff rate, until the attempts are used up', async () => {
    const retry = { ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 3 };
    expect(await attemptsOf(retry, 'Busy')).toEqual([0, 2, 8, 26]);
  });

  it('has the defaults of the States language', async () => {
    expect(await attemptsOf({ ErrorEquals: ['States.ALL'] }, 'Any')).toEqual([0, 1, 3, 7]);
  });

  it('never waits longer than MaxDelaySeconds', async () => {
    const retry = { ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 5, MaxDelaySeconds: 8, MaxAttempts: 4 };
    expect(await attemptsOf(retry, 'Any')).toEqual([0, 5, 13, 21, 29]);
  });

  it('takes a part of the pause with full jitter', async () => {
    const retry = { ErrorEquals: ['Busy'], IntervalSeconds: 4, MaxAttempts: 2, JitterStrategy: 'FULL' };
    expect(await attemptsOf(retry, 'Busy')).toEqual([0, 2, 6]);
  });

  it('does not happen for another error or with no attempts', async () => {
    expect(await attemptsOf({ ErrorEquals: ['Busy'] }, 'Other')).toEqual([0]);
    run.close();
    expect(await attemptsOf({ ErrorEquals: ['Busy'], MaxAttempts: 0 }, 'Busy')).toEqual([0]);
  });

  it('counts each retrier by itself and shows the sum as RetryCount', async () => {
    const errors = ['A', 'B', 'A', 'C'];
    const counts: number[] = [];
    const f = (event: { retries: number }) => {
      counts.push(event.retries);
      failing(errors[counts.length - 1] ?? 'none')();
    };
    const Retry = [
      { ErrorEquals: ['A'], MaxAttempts: 2 },
      { ErrorEquals: ['B'], MaxAttempts: 1 },
    ];
    const arn = await play(
      { T: invoke('f', { retries: '{% $states.context.State.RetryCount %}' }, { Retry, End: true }) },
      { f },
    );
    await run.finish(arn);
    expect(counts).toEqual([0, 1, 2, 3]);
    expect(run.result(arn)).toMatchObject({ status: 'FAILED', error: 'C' });
  });

  it('repeats a whole Map', async () => {
    let calls = 0;
    const f = () => {
      calls += 1;
      if (calls === 2) failing('Once')();
      return calls;
    };
    const inner = {
      StartAt: 'F',
      States: { F: invoke('f', {}, { Output: '{% $states.result.Payload %}', End: true }) },
    };
    const Retry = [{ ErrorEquals: ['Once'], IntervalSeconds: 10 }];
    const map = { Type: 'Map', Items: [1, 2], MaxConcurrency: 1, ItemProcessor: inner, Retry, End: true };
    const arn = await play({ M: map }, { f });
    await run.finish(arn);
    expect(run.result(arn)).toMatchObject({ status: 'SUCCEEDED', output: [3, 4] });
  });

  it('schedules the task under a new token and makes the old one worthless', async () => {
    const arn = await play({ A: callback('ask', { Retry: [{ ErrorEquals: ['Again'] }], End: true }) });
    await run.states.sendTaskFailure(tokens[0] ?? '', { error: 'Again', cause: '' });
    await run.advance(1000);
    expect(new Set(tokens).size).toBe(2);
    await expect(answer(tokens[0], 1)).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await answer(tokens[1], 2);
    expect(run.result(arn)).toMatchObject({ output: 2 });
  });
});

describe('a catcher', () => {
  it('gets error and cause of a function as Lambda’s integration gives them', async () => {
    const Catch = [
      { ErrorEquals: ['Other'], Next: 'Wrong' },
      {
        ErrorEquals: ['case.stale'],
        Next: 'Caught',
        Output: '{% $states.errorOutput %}',
        Assign: { e: '{% $states.errorOutput.Error %}' },
      },
    ];
    const states = {
      A: invoke('f', {}, { Catch, Next: 'Wrong' }),
      Wrong: { Type: 'Fail' },
      Caught: { Type: 'Succeed', Output: { input: '{% $states.input %}', e: '{% $e %}' } },
    };
    const arn = await play(states, { f: failing('case.stale', 'version 3') });
    expect(run.result(arn)).toMatchObject({
      output: {
        input: {
          Error: 'case.stale',
          Cause: '{"errorMessage":"version 3","errorType":"case.stale","trace":[]}',
        },
        e: 'case.stale',
      },
    });
  });

  it('acts after the retries are used up', async () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1, IntervalSeconds: 30 }];
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'B' }];
    const arn = await play(
      { A: invoke('f', {}, { Retry, Catch, End: true }), B: { Type: 'Succeed' } },
      { f: failing('X') },
    );
    expect(run.visited(arn)).toEqual(['A']);
    await run.advance(30_000);
    expect(run.visited(arn)).toEqual(['A', 'B']);
  });

  it('by States.TaskFailed does not get timeouts', async () => {
    const Catch = [
      { ErrorEquals: ['States.TaskFailed'], Next: 'Failed' },
      { ErrorEquals: ['States.Timeout'], Next: 'Timeout' },
    ];
    const states = {
      A: callback('ask', { TimeoutSeconds: 60, Catch, End: true }),
      Failed: { Type: 'Succeed' },
      Timeout: { Type: 'Succeed' },
    };
    const arn = await play(states);
    await run.advance(60_000);
    expect(run.visited(arn)).toEqual(['A', 'Timeout']);
  });

  it('whose own Output fails lets the execution fail with that', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'B', Output: '{% $states.errorOutput.Nothing %}' }];
    const arn = await play({ A: invoke('f', {}, { Catch, End: true }), B: { Type: 'Succeed' } }, { f: failing('X') });
    expect(run.result(arn)).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

describe('a task that waits for its token', () => {
  it('ends once: a second answer is refused', async () => {
    const arn = await play({ A: callback('ask', { Output: '{% $states.result %}', Next: 'B' }), B: callback('ask') });
    await answer(tokens[0], { by: 'agent' });
    await expect(answer(tokens[0], { by: 'other' })).rejects.toMatchObject({ name: 'TaskTimedOut' });
    expect(run.visited(arn)).toEqual(['A', 'B']);
  });

  it('takes one of two answers given at the same time', async () => {
    const arn = await play({ A: callback('ask') });
    const both = await Promise.allSettled([answer(tokens[0], 'first'), answer(tokens[0], 'second')]);
    expect(both.map((each) => each.status)).toEqual(['fulfilled', 'rejected']);
    expect(run.result(arn)).toMatchObject({ output: 'first' });
  });

  it('fails with the error it is given', async () => {
    const arn = await play({ A: callback('ask') });
    await run.states.sendTaskFailure(tokens[0] ?? '', { error: 'Refused', cause: 'by customer' });
    expect(run.result(arn)).toEqual({ status: 'FAILED', error: 'Refused', cause: 'by customer' });
  });

  it('can be answered before its function has returned', async () => {
    const eager = async ({ token }: { token: string }) => {
      await answer(token, 'at once');
      return 'late';
    };
    const arn = await play({ A: callback('eager') }, { eager });
    expect(run.result(arn)).toMatchObject({ status: 'SUCCEEDED', output: 'at once' });
  });

  it('fails when its function fails', async () => {
    const arn = await play({ A: callback('broken') }, { broken: failing('Broken') });
    expect(run.result(arn)).toMatchObject({ status: 'FAILED', error: 'Broken' });
  });

  it('times out after a time computed from a variable, and refuses the late answer', async () => {
    const states = {
      P: { Type: 'Pass', Assign: { wait: 20 * 86_400 }, Next: 'A' },
      A: callback('ask', {
        TimeoutSeconds: '{% $wait %}',
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'B' }],
        End: true,
      }),
      B: { Type: 'Wait', Seconds: 86_400, End: true },
    };
    const arn = await play(states);
    await run.advance(days(20) - 1);
    expect(run.visited(arn)).toEqual(['P', 'A']);
    await run.advance(1);
    expect(run.visited(arn)).toEqual(['P', 'A', 'B']);
    expect(eventTypes(arn)).toContain('TaskTimedOut');
    await expect(answer(tokens[0], 'late')).rejects.toMatchObject({ name: 'TaskTimedOut' });
    expect(run.visited(arn)).toEqual(['P', 'A', 'B']);
  });

  it('fails when its timeout comes out as nothing, as on AWS', async () => {
    const arn = await play({ A: callback('ask', { TimeoutSeconds: '{% 0 %}', End: true }) });
    expect(run.result(arn)).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(tokens).toEqual([]);
  });

  it('times out without a heartbeat and lives on with one', async () => {
    const Catch = [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'B' }];
    const arn = await play({ A: callback('ask', { HeartbeatSeconds: 100, Catch, End: true }), B: { Type: 'Succeed' } });
    await run.advance(90_000);
    await run.states.sendTaskHeartbeat(tokens[0] ?? '');
    await run.advance(90_000);
    expect(run.result(arn)).toEqual({ status: 'RUNNING' });
    await run.advance(10_000);
    expect(run.visited(arn)).toEqual(['A', 'B']);
    await expect(run.states.sendTaskHeartbeat(tokens[0] ?? '')).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  it('inside a Map gets a token of its own, answered in any order', async () => {
    const check = callback('ask', { Output: '{% $states.result.verdict %}', End: true });
    const map = { Type: 'Map', ItemProcessor: { StartAt: 'Check', States: { Check: check } }, End: true };
    const arn = await play({ P: { Type: 'Pass', Output: ['background', 'legal', 'credit'], Next: 'M' }, M: map });
    expect(new Set(tokens).size).toBe(3);
    await answer(tokens[2], { verdict: 'c' });
    await run.advance(days(1));
    await answer(tokens[0], { verdict: 'a' });
    expect(run.result(arn)).toEqual({ status: 'RUNNING' });
    await answer(tokens[1], { verdict: 'b' });
    expect(run.result(arn)).toEqual({ status: 'SUCCEEDED', output: ['a', 'b', 'c'] });
    await expect(answer(tokens[1], {})).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  it('refuses tokens it never gave out', async () => {
    await play({ A: callback('ask') });
    await expect(answer('nonsense', 1)).rejects.toMatchObject({ name: 'InvalidToken' });
    const stranger = Buffer.from('99:secret').toString('base64url');
    await expect(answer(stranger, 1)).rejects.toMatchObject({ name: 'TaskDoesNotExist' });
    const guessed = Buffer.from('1:secret').toString('base64url');
    await expect(answer(guessed, 1)).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await expect(run.states.sendTaskSuccess(tokens[0] ?? '', 'no json')).rejects.toMatchObject({
      name: 'InvalidOutput',
    });
    await answer(tokens[0], null);
  });

  it('is aborted with its iteration when another one fails', async () => {
    const map = {
      Type: 'Map',
      Items: [1, 2],
      ItemProcessor: { StartAt: 'A', States: { A: callback('ask') } },
      End: true,
    };
    const arn = await play({ M: map });
    await run.states.sendTaskFailure(tokens[1] ?? '', { error: 'No', cause: '' });
    expect(run.result(arn)).toMatchObject({ status: 'FAILED', error: 'No' });
    expect(eventTypes(arn)).toEqual(
      expect.arrayContaining(['MapIterationAborted', 'MapIterationFailed', 'MapStateFailed']),
    );
    await expect(answer(tokens[0], 1)).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });
});

describe('an execution', () => {
  it('times out as a whole after 360 days', async () => {
    const states = {
      A: callback('ask', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }], End: true }),
      B: { Type: 'Succeed' },
    };
    const arn = await play(states, {}, { TimeoutSeconds: 360 * 86_400 });
    await run.advance(days(360) - 1);
    expect(run.result(arn)).toEqual({ status: 'RUNNING' });
    await run.advance(1);
    expect(run.result(arn)).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
    await expect(answer(tokens[0], 1)).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  it('can be stopped', async () => {
    const arn = await play({ A: callback('ask') });
    await run.states.stopExecution(arn, { error: 'Operator', cause: 'mistake' });
    expect(run.result(arn)).toEqual({ status: 'ABORTED', error: 'Operator', cause: 'mistake' });
    expect(eventTypes(arn).at(-1)).toBe('ExecutionAborted');
    await run.advance(days(400));
  });

  it('is started once under one name and input, and its name is free again after 90 days', async () => {
    const arn = await play({ A: callback('ask') });
    expect(run.start({ caseId: 'c-1' }, 'one')).toBe(arn);
    expect(() => run.start({ caseId: 'c-2' }, 'one')).toThrow('Execution Already Exists');
    await answer(tokens[0], 1);
    expect(() => run.start({ caseId: 'c-1' }, 'one')).toThrow('Execution Already Exists');
    await run.advance(days(89));
    expect(() => run.start({ caseId: 'c-1' }, 'one')).toThrow('Execution Already Exists');
    await run.advance(days(1));
    expect(run.start({ caseId: 'c-2' }, 'one')).toBe(arn);
    await run.settle();
    expect(tokens).toHaveLength(2);
  });

  it('leaves no history behind 90 days after its end', async () => {
    const arn = await play({ A: { Type: 'Pass', End: true } });
    await run.advance(days(91));
    run.start({}, 'two');
    await run.settle();
    expect(() => run.history(arn)).toThrow('Execution Does Not Exist');
  });

  it('goes through 10,000 days of daily waits in one run', async () => {
    let asked = 0;
    const plan = () => {
      asked += 1;
      return { kind: asked < 1000 ? 'wait' : 'done' };
    };
    const states = {
      Plan: invoke('plan', {}, { Assign: { plan: '{% $states.result.Payload %}' }, Next: 'Which' }),
      Which: {
        Type: 'Choice',
        Choices: [{ Condition: "{% $plan.kind = 'wait' %}", Next: 'Await' }],
        Default: 'Finished',
      },
      Await: callback('ask', {
        TimeoutSeconds: 864_000,
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Plan' }],
        End: true,
      }),
      Finished: { Type: 'Succeed' },
    };
    const arn = await play(states, { plan });
    expect(await run.finish(arn)).toBe(true);
    expect((run.now() - startAt) / days(1)).toBe(9990);
    expect(run.result(arn)).toMatchObject({ status: 'SUCCEEDED' });
  });
});

describe('the history', () => {
  it('has the events of Step Functions in order', async () => {
    const arn = await play(
      { A: callback('ask', { Next: 'B' }), B: invoke('f', {}, { Output: 'end', End: true }) },
      { f: () => 1 },
    );
    await answer(tokens[0], { x: 1 });
    await run.settle();
    expect(run.history(arn).map((event) => [event.id, event.previous, event.type])).toEqual([
      [1, 0, 'ExecutionStarted'],
      [2, 1, 'TaskStateEntered'],
      [3, 2, 'TaskScheduled'],
      [4, 3, 'TaskStarted'],
      [5, 4, 'TaskSubmitted'],
      [6, 5, 'TaskSucceeded'],
      [7, 6, 'TaskStateExited'],
      [8, 7, 'TaskStateEntered'],
      [9, 8, 'TaskScheduled'],
      [10, 9, 'TaskStarted'],
      [11, 10, 'TaskSucceeded'],
      [12, 11, 'TaskStateExited'],
      [13, 12, 'ExecutionSucceeded'],
    ]);
  });
});
