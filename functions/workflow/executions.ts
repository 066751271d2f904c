/** Executions of the state machine, one at a time per case. */
export interface Executions {
  /** Starts `<caseId>-<n>`; while that is running, starting it again is the same. `ended`: there was one of that name. */
  start(caseId: string, n: number): Promise<'running' | 'ended'>;
  /** Whether `<caseId>-<n>` is running. */
  isRunning(caseId: string, n: number): Promise<boolean>;
  /** Lets a waiting state go on. `gone`: nobody waits on that token any more. */
  answer(token: string): Promise<'answered' | 'gone'>;
}

/** The calls of Step Functions that this takes; made from the client in the composition roots. */
export interface StepFunctions {
  startExecution(input: { stateMachineArn: string; name: string; input: string }): Promise<unknown>;
  describeExecution(input: { executionArn: string }): Promise<{ status?: string | undefined }>;
  sendTaskSuccess(input: { taskToken: string; output: string }): Promise<unknown>;
}

/** `Executions` by Step Functions. The input of an execution is always `{caseId, run}`, so that a repeated start is the same start. */
export function stepFunctionsExecutions(sfn: StepFunctions, stateMachineArn: string): Executions {
  const executionArn = (name: string) => `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  return {
    start: async (caseId, n) => {
      const input = JSON.stringify({ caseId, run: n });
      const starting = sfn.startExecution({ stateMachineArn, name: `${caseId}-${n}`, input }).then(() => true);
      return (await unless(starting, ['ExecutionAlreadyExists'])) === undefined ? 'ended' : 'running';
    },
    isRunning: async (caseId, n) => {
      const describing = sfn.describeExecution({ executionArn: executionArn(`${caseId}-${n}`) });
      const found = await unless(describing, ['ExecutionDoesNotExist']);
      return found?.status === 'RUNNING';
    },
    answer: (token) => answerTask(sfn.sendTaskSuccess, token),
  };
}

/** Lets the state that waits on the token go on. */
export async function answerTask(
  sendTaskSuccess: StepFunctions['sendTaskSuccess'],
  taskToken: string,
): Promise<'answered' | 'gone'> {
  const answering = sendTaskSuccess({ taskToken, output: '{}' }).then(() => true);
  return (await unless(answering, GONE)) === undefined ? 'gone' : 'answered';
}

/** A second answer cannot be told from an expired wait: either way, the outcome is on the case already. */
const GONE = ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'];

async function unless<T>(call: Promise<T>, expected: readonly string[]): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && expected.includes(error.name)) return undefined;
    throw error;
  }
}
