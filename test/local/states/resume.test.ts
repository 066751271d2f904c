import { afterEach, describe, expect, it } from 'vitest';
import { createStates, type States } from '../../../local/states/states.ts';
import { type FakeEngine, fakeEngine, functionResource, resource, startAt } from '../queues/fake-engine.ts';
import { callback, invoke, machine } from './definitions.ts';

const machineArn = 'arn:aws:states:eu-central-1:000000000000:stateMachine:m';
const day = 86_400_000;

const definition = machine({
  Plan: invoke(
    'plan',
    { n: 1, trace: '{% $uuid() %}' },
    {
      Assign: { plan: '{% $states.result.Payload %}' },
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 60, MaxAttempts: 2 }],
      Next: 'Checks',
    },
  ),
  Checks: {
    Type: 'Map',
    Items: '{% $plan.checks %}',
    ItemProcessor: { StartAt: 'Check', States: { Check: callback('ask', { TimeoutSeconds: 864_000, End: true }) } },
    Next: 'Pause',
  },
  Pause: { Type: 'Wait', Seconds: 86_400, Next: 'Close' },
  Close: invoke('close', '{% $states.input %}', { Output: '{% $states.result.Payload %}', End: true }),
});

let engine: FakeEngine;
let states: States;
let asked: Map<string, string>;

/** Sets the engine up; `killAfter` kills it in the very moment its n-th transaction is stored. */
const begin = (killAfter: number) => {
  const functions = ['plan', 'ask', 'close'].map(functionResource);
  const arnPart = resource('AWS::StepFunctions::StateMachine', 'stateMachine:m', 'states', {
    DefinitionString: definition,
    RoleArn: 'arn:role',
  });
  engine = fakeEngine([...functions, arnPart]);
  asked = new Map();
  let plans = 0;
  let stored = 0;
  const { database } = engine.context;
  const exec = database.exec.bind(database);
  database.exec = (sql) => {
    exec(sql);
    if (sql !== 'COMMIT') return;
    stored += 1;
    if (stored === killAfter) engine.kill();
  };
  engine.functions['plan'] = () => {
    plans += 1;
    if (plans === 1) throw Object.assign(new Error('try later'), { name: 'Busy' });
    return { checks: ['a', 'b'] };
  };
  engine.functions['ask'] = ({ token, input }: { token: string; input: string }) => void asked.set(input, token);
  engine.functions['close'] = (results: readonly string[]) => results.join('+');
  states = engine.run(createStates(engine.context));
  return () => stored;
};

const restart = () => {
  engine.kill();
  states = engine.run(createStates(engine.context));
};

const statusOf = (arn: string) => states.describeExecution(arn).status;

/** Plays the whole story; whatever was cut off by the kill is tried again by whoever wanted it. */
const story = async (): Promise<string> => {
  const arn = machineArn.replace(':stateMachine:', ':execution:').concat(':one');
  for (let round = 0; round < 12; round += 1) {
    states.startExecution(machineArn, '{"caseId":"c-1"}', 'one');
    await engine.advance(day / 2);
    for (const input of ['b', 'a']) {
      const token = asked.get(input);
      if (token === undefined) continue;
      await states.sendTaskSuccess(token, JSON.stringify(`${input}!`)).catch((error: Error) => error.name);
      await engine.drain();
    }
    if (engine.isDead()) restart();
    await engine.drain();
    if (statusOf(arn) !== 'RUNNING') return arn;
  }
  throw new Error('The story did not end.');
};

afterEach(() => engine.dispose());

describe('an execution whose engine is killed', () => {
  it('ends the same, wherever the kill hits', async () => {
    const stored = begin(Number.POSITIVE_INFINITY);
    const undisturbed = await story();
    expect(states.describeExecution(undisturbed)).toMatchObject({ status: 'SUCCEEDED', output: '"a!+b!"' });
    const points = stored();
    expect(points).toBeGreaterThan(8);
    engine.dispose();
    for (let killAfter = 2; killAfter <= points; killAfter += 1) {
      begin(killAfter);
      const arn = await story();
      expect(states.describeExecution(arn), `killed after transaction ${killAfter}`).toMatchObject({
        status: 'SUCCEEDED',
        output: '"a!+b!"',
      });
      const history = states.history(arn);
      expect(history.map((event) => event.id)).toEqual(history.map((_event, at) => at + 1));
      expect(history.filter((event) => event.type === 'TaskScheduled')).toHaveLength(5);
      if (killAfter < points) engine.dispose();
    }
  });

  it('invokes a function whose answer was not stored again, with the same payload', async () => {
    begin(Number.POSITIVE_INFINITY);
    const payloads: unknown[] = [];
    engine.functions['plan'] = (event: unknown) => {
      payloads.push(event);
      return payloads.length === 1 ? new Promise(() => {}) : { checks: [] };
    };
    states.startExecution(machineArn, '{}', 'one');
    while (payloads.length === 0) await new Promise((resolve) => setImmediate(resolve));
    restart();
    await engine.drain();
    expect(payloads).toHaveLength(2);
    expect(payloads[1]).toEqual(payloads[0]);
  });

  it('keeps a token valid and does not ask again', async () => {
    begin(Number.POSITIVE_INFINITY);
    engine.functions['plan'] = () => ({ checks: ['a'] });
    let times = 0;
    engine.functions['ask'] = ({ token, input }: { token: string; input: string }) => {
      times += 1;
      asked.set(input, token);
    };
    const { name } = states.startExecution(machineArn, '{}', 'one');
    await engine.drain();
    restart();
    await engine.advance(9 * day);
    await states.sendTaskSuccess(asked.get('a') ?? '', '"yes"');
    await engine.advance(day);
    expect(times).toBe(1);
    expect(
      states.describeExecution(machineArn.replace(':stateMachine:', ':execution:').concat(`:${name}`)),
    ).toMatchObject({ status: 'SUCCEEDED', output: '"yes"' });
  });

  it('refuses an answer while it stops, so that whoever answers tries again', async () => {
    begin(Number.POSITIVE_INFINITY);
    engine.functions['plan'] = () => ({ checks: ['a'] });
    states.startExecution(machineArn, '{}', 'one');
    await engine.drain();
    void states.close();
    await expect(states.sendTaskSuccess(asked.get('a') ?? '', '"yes"')).rejects.toMatchObject({ status: 503 });
    restart();
    await states.sendTaskSuccess(asked.get('a') ?? '', '"yes"');
  });

  it('notices after the restart what ran out in the meantime', async () => {
    begin(Number.POSITIVE_INFINITY);
    engine.functions['plan'] = () => ({ checks: ['a'] });
    const row = states.startExecution(machineArn, '{}', 'one');
    await engine.drain();
    engine.kill();
    await engine.advance(30 * day);
    restart();
    await engine.advance(0);
    expect(
      states.describeExecution(`${machineArn.replace(':stateMachine:', ':execution:')}:${row.name}`),
    ).toMatchObject({
      status: 'FAILED',
      error: 'States.Timeout',
      stoppedAt: startAt + 30 * day,
    });
  });

  it('goes on with the definition it started with', async () => {
    begin(Number.POSITIVE_INFINITY);
    engine.functions['plan'] = () => ({ checks: ['a'] });
    states.startExecution(machineArn, '{}', 'old');
    await engine.drain();
    engine.kill();
    const other = resource('AWS::StepFunctions::StateMachine', 'stateMachine:m', 'states', {
      DefinitionString: machine({ Other: { Type: 'Succeed', Output: 'new' } }),
      RoleArn: 'arn:role',
    });
    states = engine.run(createStates({ ...engine.context, resources: [other] }));
    states.startExecution(machineArn, '{}', 'new');
    await states.sendTaskSuccess(asked.get('a') ?? '', '"kept"');
    await engine.advance(day);
    const outputs = states.listExecutions(machineArn, 'SUCCEEDED', 10, 0).map((each) => [each.name, each.output]);
    expect(outputs).toEqual([
      ['new', '"new"'],
      ['old', '"kept"'],
    ]);
  });
});

describe('the default bus', () => {
  it('hears how an execution ended', async () => {
    begin(Number.POSITIVE_INFINITY);
    engine.functions['plan'] = () => {
      throw Object.assign(new Error('no'), { name: 'Never' });
    };
    states.startExecution(machineArn, '{"caseId":"c-1"}', 'one');
    await engine.drain();
    expect(engine.emitted).toMatchObject([
      {
        source: 'aws.states',
        detailType: 'Step Functions Execution Status Change',
        resources: ['arn:aws:states:eu-central-1:000000000000:execution:m:one'],
        detail: {
          status: 'FAILED',
          stateMachineArn: machineArn,
          name: 'one',
          error: 'Never',
          input: '{"caseId":"c-1"}',
        },
      },
    ]);
  });
});
