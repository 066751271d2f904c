import { expect, test } from 'vitest';
import { type StepFunctions, stepFunctionsExecutions } from '../../../functions/workflow/executions.ts';

const ARN = 'arn:aws:states:eu-west-1:123456789012:stateMachine:gangway-sandbox-onboarding';

class NamedError extends Error {
  constructor(name: string) {
    super(name);
    this.name = name;
  }
}

function executions(overrides: Partial<StepFunctions> = {}) {
  const calls: unknown[] = [];
  const keep = async (input: unknown) => {
    calls.push(input);
    return { status: 'RUNNING' };
  };
  const sfn = { startExecution: keep, describeExecution: keep, sendTaskSuccess: keep, ...overrides };
  return { calls, executions: stepFunctionsExecutions(sfn, ARN) };
}

const refuse = (name: string) => () => Promise.reject(new NamedError(name));

test('an execution is named after case and run, and its input is always the same', async () => {
  const { calls, executions: them } = executions();
  expect(await them.start('case_1', 7)).toBe('running');
  expect(calls).toEqual([{ stateMachineArn: ARN, name: 'case_1-7', input: '{"caseId":"case_1","run":7}' }]);
});

test('a name that is taken by an ended execution counts as started', async () => {
  const { executions: them } = executions({ startExecution: refuse('ExecutionAlreadyExists') });
  expect(await them.start('case_1', 7)).toBe('ended');
});

test('an execution is looked up by its own name', async () => {
  const { calls, executions: them } = executions();
  expect(await them.isRunning('case_1', 7)).toBe(true);
  expect(calls).toEqual([
    { executionArn: 'arn:aws:states:eu-west-1:123456789012:execution:gangway-sandbox-onboarding:case_1-7' },
  ]);
  const gone = executions({ describeExecution: refuse('ExecutionDoesNotExist') });
  expect(await gone.executions.isRunning('case_1', 7)).toBe(false);
  const failed = executions({ describeExecution: async () => ({ status: 'FAILED' }) });
  expect(await failed.executions.isRunning('case_1', 7)).toBe(false);
});

test.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])(
  'a token that is answered with %s is gone',
  async (name) => {
    const { executions: them } = executions({ sendTaskSuccess: refuse(name) });
    expect(await them.answer('token')).toBe('gone');
  },
);

test('any other failure is not swallowed', async () => {
  const { executions: them } = executions({
    sendTaskSuccess: refuse('ThrottlingException'),
    startExecution: refuse('StateMachineDoesNotExist'),
    describeExecution: refuse('ThrottlingException'),
  });
  await expect(them.answer('token')).rejects.toThrow('ThrottlingException');
  await expect(them.start('case_1', 1)).rejects.toThrow('StateMachineDoesNotExist');
  await expect(them.isRunning('case_1', 1)).rejects.toThrow('ThrottlingException');
});
