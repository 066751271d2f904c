import {
  CreateActivityCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStates } from '../../../local/states/states.ts';
import { type FakeEngine, fakeEngine, functionResource, resource, startAt } from '../queues/fake-engine.ts';
import { serveWire, type WireServer } from '../queues/wire-server.ts';
import { callback, machine } from './definitions.ts';

const stateMachineArn = 'arn:aws:states:eu-central-1:000000000000:stateMachine:m';
const executionArn = 'arn:aws:states:eu-central-1:000000000000:execution:m:one';
const definition = machine({
  A: callback('ask', {
    Assign: { kept: '{% $states.result.n %}' },
    HeartbeatSeconds: 600,
    TimeoutSeconds: 900,
    End: true,
  }),
});

let engine: FakeEngine;
let server: WireServer;
let sfn: SFNClient;
let tokens: string[];

beforeEach(async () => {
  engine = fakeEngine([
    functionResource('ask'),
    resource('AWS::StepFunctions::StateMachine', 'stateMachine:m', 'states', {
      DefinitionString: definition,
      RoleArn: 'arn:role',
    }),
  ]);
  tokens = [];
  engine.functions['ask'] = ({ token }: { token: string }) => void tokens.push(token);
  server = await serveWire(engine.run(createStates(engine.context)).wire);
  sfn = new SFNClient(server.client);
});

afterEach(async () => {
  sfn.destroy();
  await server.close();
  engine.dispose();
});

const start = async (input = '{"a":1}', name = 'one') => {
  const reply = await sfn.send(new StartExecutionCommand({ stateMachineArn, name, input }));
  await engine.drain();
  return reply;
};

describe('Step Functions over the wire', () => {
  it('starts an execution, takes heartbeat and answer, and describes it', async () => {
    expect(await start()).toMatchObject({ executionArn, startDate: new Date(startAt) });
    expect(await start()).toMatchObject({ executionArn });
    await sfn.send(new SendTaskHeartbeatCommand({ taskToken: tokens[0] }));
    await engine.advance(60_000);
    await sfn.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{"n":2}' }));
    expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      executionArn,
      stateMachineArn,
      name: 'one',
      status: 'SUCCEEDED',
      startDate: new Date(startAt),
      stopDate: new Date(startAt + 60_000),
      input: '{"a":1}',
      output: '{"n":2}',
    });
  });

  it('shows the history as the service does, page by page and backwards', async () => {
    await start();
    await sfn.send(new SendTaskFailureCommand({ taskToken: tokens[0], error: 'Refused', cause: 'late' }));
    const page = await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 3 }));
    expect(page.events).toMatchObject([
      { id: 1, previousEventId: 0, type: 'ExecutionStarted', executionStartedEventDetails: { input: '{"a":1}' } },
      {
        id: 2,
        previousEventId: 1,
        type: 'TaskStateEntered',
        stateEnteredEventDetails: { name: 'A', input: '{"a":1}' },
      },
      {
        id: 3,
        type: 'TaskScheduled',
        timestamp: new Date(startAt),
        taskScheduledEventDetails: {
          resourceType: 'lambda',
          resource: 'invoke.waitForTaskToken',
          region: 'eu-central-1',
          timeoutInSeconds: 900,
          heartbeatInSeconds: 600,
        },
      },
    ]);
    const rest = await sfn.send(new GetExecutionHistoryCommand({ executionArn, nextToken: page.nextToken }));
    expect(rest.events?.map((event) => event.type)).toEqual([
      'TaskStarted',
      'TaskSubmitted',
      'TaskFailed',
      'ExecutionFailed',
    ]);
    const last = await sfn.send(new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1 }));
    expect(last.events).toMatchObject([
      { type: 'ExecutionFailed', executionFailedEventDetails: { error: 'Refused', cause: 'late' } },
    ]);
    const bare = await sfn.send(new GetExecutionHistoryCommand({ executionArn, includeExecutionData: false }));
    expect(bare.events?.[1]?.stateEnteredEventDetails).toEqual({ name: 'A' });
  });

  it('shows assigned variables as JSON text', async () => {
    await start();
    await sfn.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{"n":2}' }));
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    const left = events.find((event) => event.type === 'TaskStateExited');
    expect(left?.stateExitedEventDetails).toMatchObject({ output: '{"n":2}', assignedVariables: { kept: '2' } });
  });

  it('lists executions and machines', async () => {
    await start('{}', 'one');
    await start('{}', 'two');
    await sfn.send(new StopExecutionCommand({ executionArn, error: 'E', cause: 'c' }));
    const names = async (input: object) => {
      const { executions = [] } = await sfn.send(new ListExecutionsCommand({ stateMachineArn, ...input }));
      return executions.map((execution) => execution.name);
    };
    expect(await names({})).toEqual(['two', 'one']);
    expect(await names({ statusFilter: 'ABORTED' })).toEqual(['one']);
    const first = await sfn.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 1 }));
    expect(await names({ maxResults: 1, nextToken: first.nextToken })).toEqual(['one']);
    const { stateMachines } = await sfn.send(new ListStateMachinesCommand({}));
    expect(stateMachines).toMatchObject([{ stateMachineArn, name: 'm', type: 'STANDARD' }]);
    expect(await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({
      definition,
      roleArn: 'arn:role',
    });
  });

  it('refuses with the names of the service', async () => {
    await start();
    const refusal = async (promise: Promise<unknown>) => promise.catch((error: Error) => error.name);
    expect(await refusal(start('{"a":2}'))).toBe('ExecutionAlreadyExists');
    expect(await refusal(start('{}', 'no spaces'))).toBe('InvalidName');
    expect(await refusal(start('no json', 'x'))).toBe('InvalidExecutionInput');
    expect(await refusal(start(JSON.stringify('x'.repeat(262_144)), 'x'))).toBe('InvalidExecutionInput');
    const other = { stateMachineArn: `${stateMachineArn}x` };
    expect(await refusal(sfn.send(new StartExecutionCommand(other)))).toBe('StateMachineDoesNotExist');
    expect(await refusal(sfn.send(new ListExecutionsCommand(other)))).toBe('StateMachineDoesNotExist');
    expect(await refusal(sfn.send(new DescribeStateMachineCommand(other)))).toBe('StateMachineDoesNotExist');
    const nobody = { executionArn: `${executionArn}x` };
    expect(await refusal(sfn.send(new DescribeExecutionCommand(nobody)))).toBe('ExecutionDoesNotExist');
    expect(await refusal(sfn.send(new DescribeExecutionCommand({ executionArn: 'x' })))).toBe('InvalidArn');
    const bad = { taskToken: 'x', output: '{}' };
    expect(await refusal(sfn.send(new SendTaskSuccessCommand(bad)))).toBe('InvalidToken');
    const wrong = { taskToken: tokens[0], output: '{' };
    expect(await refusal(sfn.send(new SendTaskSuccessCommand(wrong)))).toBe('InvalidOutput');
    await sfn.send(new SendTaskFailureCommand({ taskToken: tokens[0] }));
    expect(await refusal(sfn.send(new SendTaskHeartbeatCommand({ taskToken: tokens[0] })))).toBe('TaskTimedOut');
    expect(await refusal(sfn.send(new CreateActivityCommand({ name: 'a' })))).toBe('UnknownOperationException');
  });
});

describe('the start', () => {
  it.each([
    ['an express machine', { StateMachineType: 'EXPRESS', DefinitionString: definition }, 'STANDARD'],
    ['a property it does not know', { DefinitionS3Location: {}, DefinitionString: definition }, 'DefinitionS3Location'],
    ['no definition', {}, 'DefinitionString'],
    ['a definition it cannot run', { DefinitionString: machine({ A: { Type: 'X' } }) }, 'The state "A" has the type X'],
  ])('refuses %s', (_name, properties, word) => {
    const other = fakeEngine([resource('AWS::StepFunctions::StateMachine', 'stateMachine:m', 'states', properties)]);
    expect(() => createStates(other.context)).toThrow(word);
    other.dispose();
  });
});
