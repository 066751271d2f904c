import { DatabaseSync } from 'node:sqlite';
import type { EngineContext, InvocationResult, ResolvedResource } from '../parts.ts';
import { executionArn } from './execution-name.ts';
import { createStates, type States } from './states.ts';
import type { Chance, HistoryEvent } from './turn.ts';

/** A plain function in the place of a Lambda function; a throw fails the invocation with the error's name. */
export type PlainFunction = (event: never, now: number) => unknown;

export interface DefinitionSettings {
  /** By physical name. The definition may name others, as long as they are never invoked. */
  readonly functions: Readonly<Record<string, PlainFunction>>;
  /** Epoch milliseconds at which the clock stands first. */
  readonly startAt: number;
  /** Jitter and tokens; by default those of the engine. */
  readonly chance?: Chance;
}

/** A definition that runs without an engine: its clock moves only when told to, so years take seconds. */
export interface DefinitionRun {
  readonly states: States;
  now(): number;
  /** Starts an execution with a JSON value and gives its ARN; call `settle` to let it run. */
  start(input: unknown, name?: string): string;
  /** Lets everything happen that needs no time. */
  settle(): Promise<void>;
  /** Lets time pass, stopping at everything due in between. */
  advance(ms: number): Promise<void>;
  /** Lets time pass until the execution has ended; false when it waits for a callback that nothing will time out. */
  finish(arn: string): Promise<boolean>;
  /** Status and parsed output or error of an execution. */
  result(arn: string): {
    readonly status: string;
    readonly output?: unknown;
    readonly error?: string;
    readonly cause?: string;
  };
  /** Names of the states it entered, in order. */
  visited(arn: string): readonly string[];
  history(arn: string): readonly HistoryEvent[];
  close(): void;
}

const machineArn = 'arn:aws:states:eu-central-1:000000000000:stateMachine:machine';

/**
 * Runs one definition (JSON text, ARNs resolved) with the engine's own interpreter over a database in memory. For tests
 * of the synthesised workflow.
 */
export function runDefinition(definition: string, settings: DefinitionSettings): DefinitionRun {
  const database = new DatabaseSync(':memory:');
  let now = settings.startAt;
  const invoke = (name: string, event: unknown): Promise<InvocationResult> => {
    const run = settings.functions[name];
    if (!run) throw new Error(`The definition invoked ${name}, which was not given to the run.`);
    return answerOf(() => run(structuredClone(event) as never, now));
  };
  const states = createStates(
    contextOf(database, definition, invoke, () => now),
    settings.chance,
  );

  const settle = async (): Promise<void> => {
    do await new Promise((resolve) => setImmediate(resolve));
    while (states.busy() > 0);
  };
  const step = async (target: number): Promise<boolean> => {
    const due = states.nextDueAt();
    if (due === undefined || due > target) return false;
    now = Math.max(now, due);
    states.runDue(now);
    await settle();
    return true;
  };
  const isRunning = (arn: string) => states.describeExecution(arn).status === 'RUNNING';
  return {
    states,
    now: () => now,
    start: (input, name) => {
      const row = states.startExecution(machineArn, JSON.stringify(input), ...(name === undefined ? [] : [name]));
      return executionArn(row.machineArn, row.name);
    },
    settle,
    advance: async (ms) => {
      const target = now + ms;
      await settle();
      while (await step(target));
      now = target;
    },
    finish: async (arn) => {
      await settle();
      while (isRunning(arn) && (await step(Number.POSITIVE_INFINITY)));
      return !isRunning(arn);
    },
    result: (arn) => {
      const { status, output, error, cause } = states.describeExecution(arn);
      const parsed = output === null ? {} : { output: JSON.parse(output) as unknown };
      return { status, ...parsed, ...(error !== null && { error }), ...(cause !== null && { cause }) };
    },
    visited: (arn) =>
      states
        .history(arn)
        .filter((event) => event.type.endsWith('StateEntered'))
        .map((event) => String(event.details?.['name'])),
    history: states.history,
    close: () => {
      void states.close();
      database.close();
    },
  };
}

async function answerOf(run: () => unknown): Promise<InvocationResult> {
  try {
    const payload = await run();
    return { ok: true, payload: payload === undefined ? null : JSON.parse(JSON.stringify(payload)) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { ok: false, errorType: error.name, errorMessage: error.message };
  }
}

function contextOf(
  database: DatabaseSync,
  definition: string,
  invoke: EngineContext['functions']['invoke'],
  now: () => number,
): EngineContext {
  const refuse = (): never => {
    throw new Error('A definition that runs by itself has nothing but its functions.');
  };
  return {
    clock: { now, offsetMs: () => 0 },
    database,
    functions: { invoke, invokeAsync: refuse },
    resources: resourcesOf(definition),
    dataDir: '',
    publicUrl: '',
    awsUrl: '',
    region: 'eu-central-1',
    accountId: '000000000000',
    ports: { public: 0, aws: 0, dynamodb: 0, smtp: 0 },
    emit: () => {},
    sendToQueue: refuse,
    wake: () => {},
    log: refuse,
  };
}

/** The machine, and every function its text names, so that none of them is unknown. */
function resourcesOf(definition: string): readonly ResolvedResource[] {
  const names = new Set([...definition.matchAll(/"FunctionName":\s*"(?:[^"]*:)?([^":]+)"/g)].map((match) => match[1]!));
  const functions = [...names].map((name) => ({
    stack: 'run',
    logicalId: name,
    type: 'AWS::Lambda::Function',
    physicalId: name,
    properties: {},
  }));
  const properties = { DefinitionString: definition, RoleArn: 'arn:aws:iam::000000000000:role/run' };
  const machine = { stack: 'run', logicalId: 'Machine', physicalId: machineArn, arn: machineArn, properties };
  return [...functions, { ...machine, type: 'AWS::StepFunctions::StateMachine' }];
}
