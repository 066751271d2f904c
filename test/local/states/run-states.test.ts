import { afterEach, describe, expect, it } from 'vitest';
import { type DefinitionRun, type PlainFunction, runDefinition } from '../../../local/states/run-definition.ts';
import { callback, invoke, machine } from './definitions.ts';

const startAt = Date.parse('2026-03-01T00:00:00.000Z');
let run: DefinitionRun;
const play = async (definition: string, input: unknown, functions: Record<string, PlainFunction> = {}) => {
  run = runDefinition(definition, { functions, startAt });
  const arn = run.start(input, 'one');
  await run.settle();
  return arn;
};
const resultOf = async (definition: string, input: unknown, functions: Record<string, PlainFunction> = {}) => {
  const arn = await play(definition, input, functions);
  return run.result(arn);
};

afterEach(() => run.close());

describe('states', () => {
  it('pass their input on, or what Output says', async () => {
    const states = {
      A: { Type: 'Pass', Next: 'B' },
      B: { Type: 'Pass', Output: { got: '{% $states.input.x %}', list: [1, '{% $states.input.x + 1 %}'] }, Next: 'C' },
      C: { Type: 'Succeed', Output: '{% $merge([$states.input, {"name": $states.context.State.Name}]) %}' },
    };
    expect(await resultOf(machine(states), { x: 1 })).toEqual({
      status: 'SUCCEEDED',
      output: { got: 1, list: [1, 2], name: 'C' },
    });
  });

  it('invoke a function and show its answer the way Lambda’s integration does', async () => {
    const states = { A: invoke('f', { n: '{% $states.input.n %}' }) };
    expect(await resultOf(machine(states), { n: 4 }, { f: ({ n }: { n: number }) => ({ square: n * n }) })).toEqual({
      status: 'SUCCEEDED',
      output: {
        ExecutedVersion: '$LATEST',
        Payload: { square: 16 },
        SdkHttpMetadata: { HttpStatusCode: 200 },
        StatusCode: 200,
      },
    });
  });

  it('assign variables that later states see, and evaluate Output with the old ones', async () => {
    const states = {
      A: { Type: 'Pass', Assign: { a: 1, b: '{% $states.input.b %}' }, Next: 'B' },
      B: { Type: 'Pass', Assign: { a: '{% $a + 1 %}' }, Output: { a: '{% $a %}' }, Next: 'C' },
      C: { Type: 'Succeed', Output: { before: '{% $states.input.a %}', after: '{% $a %}', b: '{% $b %}' } },
    };
    expect(await resultOf(machine(states), { b: 'x' })).toMatchObject({ output: { before: 1, after: 2, b: 'x' } });
  });

  it.each([
    ['agent', 'Agent', { picked: 'agent' }],
    ['customer', 'Customer', { kind: 'customer' }],
    ['other', 'Other', { fell: 'through' }],
  ])('choose by condition: %s goes to %s', async (kind, target, output) => {
    const choice = {
      Type: 'Choice',
      Choices: [
        {
          Condition: "{% $states.input.kind = 'agent' %}",
          Next: 'Agent',
          Output: { picked: '{% $states.input.kind %}' },
        },
        { Condition: "{% $states.input.kind = 'customer' %}", Next: 'Customer' },
      ],
      Default: 'Other',
      Output: { fell: 'through' },
    };
    const ends = Object.fromEntries(['Agent', 'Customer', 'Other'].map((name) => [name, { Type: 'Succeed' }]));
    const arn = await play(machine({ Which: choice, ...ends }), { kind });
    expect(run.visited(arn)).toEqual(['Which', target]);
    expect(run.result(arn)).toMatchObject({ output });
  });

  it('fail when no rule of a Choice matches', async () => {
    const states = {
      A: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.x = 1 %}', Next: 'B' }] },
      B: { Type: 'Succeed' },
    };
    expect(await resultOf(machine(states), { x: 2 })).toMatchObject({
      status: 'FAILED',
      error: 'States.NoChoiceMatched',
    });
  });

  it('fail with the error and cause of a Fail state', async () => {
    const states = { A: { Type: 'Fail', Error: 'Workflow.Unknown', Cause: "{% 'kind ' & $states.input.kind %}" } };
    expect(await resultOf(machine(states), { kind: 'x' })).toEqual({
      status: 'FAILED',
      error: 'Workflow.Unknown',
      cause: 'kind x',
    });
  });

  it('wait for seconds and until an instant', async () => {
    const states = {
      A: { Type: 'Wait', Seconds: '{% $states.input.seconds %}', Next: 'B' },
      B: { Type: 'Wait', Timestamp: '{% $states.input.until %}', Next: 'C' },
      C: { Type: 'Succeed' },
    };
    const arn = await play(machine(states), { seconds: 90, until: '2026-03-02T00:00:00Z' });
    expect(run.visited(arn)).toEqual(['A']);
    await run.advance(89_999);
    expect(run.visited(arn)).toEqual(['A']);
    await run.advance(1);
    expect(run.visited(arn)).toEqual(['A', 'B']);
    expect(await run.finish(arn)).toBe(true);
    expect(run.now()).toBe(Date.parse('2026-03-02T00:00:00Z'));
  });

  it('show the context of execution, machine, state and time', async () => {
    const Output = {
      id: '{% $states.context.Execution.Id %}',
      name: '{% $states.context.Execution.Name %}',
      started: '{% $states.context.Execution.StartTime %}',
      input: '{% $states.context.Execution.Input.x %}',
      entered: '{% $states.context.State.EnteredTime %}',
      machine: '{% $states.context.StateMachine.Name %}',
      retries: '{% $states.context.State.RetryCount %}',
      now: '{% $now() %}',
      millis: '{% $millis() %}',
    };
    const states = { W: { Type: 'Wait', Seconds: 60, Output: {}, Next: 'A' }, A: { Type: 'Succeed', Output } };
    const arn = await play(machine(states), { x: 7 });
    await run.finish(arn);
    expect(run.result(arn)).toMatchObject({
      output: {
        id: 'arn:aws:states:eu-central-1:000000000000:execution:machine:one',
        name: 'one',
        started: '2026-03-01T00:00:00.000Z',
        input: 7,
        entered: '2026-03-01T00:01:00.000Z',
        machine: 'machine',
        retries: 0,
        now: '2026-03-01T00:01:00.000Z',
        millis: Date.parse('2026-03-01T00:01:00.000Z'),
      },
    });
  });

  it('run the branches of a Parallel and collect their outputs in order', async () => {
    const branch = (seconds: number, value: number) => ({
      StartAt: 'W',
      States: {
        W: { Type: 'Wait', Seconds: seconds, Next: 'V' },
        V: { Type: 'Pass', Output: { value, outer: '{% $outer %}', input: '{% $states.input.i %}' }, End: true },
      },
    });
    const states = {
      A: { Type: 'Pass', Assign: { outer: 'o' }, Next: 'P' },
      P: {
        Type: 'Parallel',
        Arguments: { i: '{% $states.input.x %}' },
        Branches: [branch(20, 1), branch(10, 2)],
        End: true,
      },
    };
    const arn = await play(machine(states), { x: 'in' });
    await run.finish(arn);
    expect(run.now() - startAt).toBe(20_000);
    expect(run.result(arn)).toMatchObject({
      output: [
        { value: 1, outer: 'o', input: 'in' },
        { value: 2, outer: 'o', input: 'in' },
      ],
    });
  });

  it('run a Map over its items with a selector, and nothing over an empty list', async () => {
    const map = {
      Type: 'Map',
      Items: '{% $states.input.items %}',
      ItemSelector: { n: '{% $states.context.Map.Item.Value %}', at: '{% $states.context.Map.Item.Index %}' },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'INLINE' },
        StartAt: 'Double',
        States: { Double: { Type: 'Pass', Output: '{% $states.input.n * 2 + $states.input.at %}', End: true } },
      },
      Output: { doubled: '{% $states.result %}' },
      End: true,
    };
    expect(await resultOf(machine({ M: map }), { items: [5, 6, 7] })).toMatchObject({
      output: { doubled: [10, 13, 16] },
    });
    run.close();
    expect(await resultOf(machine({ M: map }), { items: [] })).toMatchObject({ output: { doubled: [] } });
  });

  it('run no more iterations of a Map at once than MaxConcurrency', async () => {
    let open = 0;
    let most = 0;
    const f = async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setImmediate(resolve));
      open -= 1;
    };
    const map = {
      Type: 'Map',
      MaxConcurrency: 3,
      ItemProcessor: { StartAt: 'F', States: { F: invoke('f', {}) } },
      Output: '{% $count($states.result) %}',
      End: true,
    };
    expect(await resultOf(machine({ M: map }), [1, 2, 3, 4, 5, 6, 7, 8], { f })).toMatchObject({ output: 8 });
    expect(most).toBe(3);
  });

  it('keep the variables of an iteration to itself', async () => {
    const map = {
      Type: 'Map',
      ItemProcessor: {
        StartAt: 'Set',
        States: {
          Set: { Type: 'Pass', Assign: { mine: '{% $states.input %}' }, Next: 'Get' },
          Get: { Type: 'Pass', Output: '{% $mine * 10 %}', End: true },
        },
      },
      Next: 'After',
    };
    const after = { Type: 'Succeed', Output: { result: '{% $states.input %}', leaked: '{% $exists($mine) %}' } };
    expect(await resultOf(machine({ M: map, After: after }), [1, 2])).toMatchObject({
      output: { result: [10, 20], leaked: false },
    });
  });

  it('nest a Parallel in a Map', async () => {
    const leaf = (factor: number) => ({
      StartAt: 'L',
      States: {
        L: invoke(
          'f',
          { n: '{% $states.input %}', factor, item: '{% $states.context.Map.Item.Value %}' },
          {
            Output: '{% $states.result.Payload %}',
            End: true,
          },
        ),
      },
    });
    const map = {
      Type: 'Map',
      ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Parallel', Branches: [leaf(10), leaf(100)], End: true } } },
      End: true,
    };
    const f = ({ n, factor, item }: { n: number; factor: number; item: number }) => n * factor + item;
    expect(await resultOf(machine({ M: map }), [1, 2], { f })).toMatchObject({
      output: [
        [11, 101],
        [22, 202],
      ],
    });
  });

  it('end the whole Map with the error of one iteration', async () => {
    const f = (n: number) => {
      if (n === 2) throw Object.assign(new Error('two'), { name: 'BadItem' });
      return n;
    };
    const map = { Type: 'Map', ItemProcessor: { StartAt: 'F', States: { F: invoke('f') } } };
    const caught = { ...map, Catch: [{ ErrorEquals: ['BadItem'], Next: 'Caught' }], End: true };
    const states = { M: caught, Caught: { Type: 'Succeed', Output: '{% $states.input.Error %}' } };
    expect(await resultOf(machine(states), [1, 2, 3], { f })).toMatchObject({ output: 'BadItem' });
  });

  it('fail on an expression that gives nothing, and can catch that', async () => {
    const bad = { Type: 'Pass', Output: '{% $states.input.missing %}', End: true };
    expect(await resultOf(machine({ A: bad }), {})).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
    });
    run.close();
    const caught = invoke('f', '{% $missing.x %}', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }], End: true });
    expect(await resultOf(machine({ A: caught, B: { Type: 'Succeed', Output: 'caught' } }), {})).toMatchObject({
      output: 'caught',
    });
  });

  it('refuse a payload larger than 256 KB, whatever a wildcard would catch', async () => {
    const states = {
      A: invoke('f', {}, { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }], End: true }),
      B: { Type: 'Succeed' },
    };
    const f = () => 'x'.repeat(262_144);
    expect(await resultOf(machine(states), {}, { f })).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
    });
    run.close();
    expect(await resultOf(machine(states), {}, { f: () => 'x'.repeat(261_000) })).toMatchObject({
      status: 'SUCCEEDED',
    });
  });

  it('end an execution that goes in circles when its history is full', async () => {
    const states = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } };
    const arn = await play(machine(states), {});
    expect(run.result(arn)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(run.history(arn)).toHaveLength(25_000);
  });

  it('offer the functions that Step Functions adds to JSONata', async () => {
    const Output = {
      parse: '{% $parse(\'{"a":[1]}\').a[0] %}',
      partition: '{% $partition([1,2,3], 2) %}',
      range: '{% $range(1, 9, 4) %}',
      hash: "{% $hash('abc', 'SHA-256') %}",
      uuid: "{% $match($uuid(), /^[0-9a-f-]{36}$/).match != '' %}",
      random: '{% $random() < 1 %}',
    };
    expect(await resultOf(machine({ A: { Type: 'Succeed', Output } }), {})).toMatchObject({
      output: {
        parse: 1,
        partition: [[1, 2], [3]],
        range: [1, 5, 9],
        hash: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
        uuid: true,
        random: true,
      },
    });
    run.close();
    expect(await resultOf(machine({ A: { Type: 'Succeed', Output: "{% $eval('1') %}" } }), {})).toMatchObject({
      error: 'States.QueryEvaluationError',
    });
  });

  it('pass a token to a function and take up the answer given under it', async () => {
    const tokens: string[] = [];
    const ask = ({ token }: { token: string }) => void tokens.push(token);
    const arn = await play(
      machine({ A: callback('ask', { Output: '{% $states.result.answer %}', End: true }) }),
      {},
      { ask },
    );
    expect(run.result(arn)).toEqual({ status: 'RUNNING' });
    await run.advance(300 * 86_400_000);
    await run.states.sendTaskSuccess(tokens[0] ?? '', '{"answer":42}');
    expect(run.result(arn)).toEqual({ status: 'SUCCEEDED', output: 42 });
  });
});
