import { randomBytes, randomUUID } from 'node:crypto';
import { AwsFault } from '../aws-json.ts';
import type { EngineContext, EnginePart, WireService } from '../parts.ts';
import { transact } from '../transact.ts';
import { createDueMemory } from './due-memory.ts';
import { type Execution, type Failure, newThread } from './execution.ts';
import { executionArn, requireExecutionName, retentionMs, splitExecutionArn } from './execution-name.ts';
import { createExecutionStore, type ExecutionRow } from './execution-store.ts';
import { createInterpreter } from './interpreter.ts';
import { type DeclaredMachine, type Machines, readMachines } from './machines.ts';
import { createStatesWire } from './states-wire.ts';
import type { Signal } from './take-turn.ts';
import { type Chance, type HistoryEvent, payloadLimitBytes } from './turn.ts';

/** The state machines of the template and their executions. Refusals are `AwsFault`s with the names of Step Functions. */
export interface States extends EnginePart {
  /** Stores an execution and gives it; the same name and input while it runs gives the one that is there. */
  startExecution(machineArn: string, input: string, name?: string): ExecutionRow;
  /** Ends a waiting task with JSON text; resolves when that is stored. */
  sendTaskSuccess(token: string, output: string): Promise<void>;
  sendTaskFailure(token: string, failure: Failure): Promise<void>;
  sendTaskHeartbeat(token: string): Promise<void>;
  stopExecution(arn: string, failure: Failure): Promise<void>;
  describeExecution(arn: string): ExecutionRow;
  history(arn: string): readonly HistoryEvent[];
  /** Newest first; `status` null means any. */
  listExecutions(machineArn: string, status: string | null, limit: number, offset: number): readonly ExecutionRow[];
  readonly machines: readonly DeclaredMachine[];
  /** Answers `AWSStepFunctions.` calls. */
  readonly wire: WireService;
}

const systemChance: Chance = { random: Math.random, newSecret: () => randomBytes(24).toString('base64url') };

/**
 * Runs the Standard state machines of the template (JSONata only) on the engine's clock. Every event is stored before
 * the engine acts on it. Throws one sentence, naming state and field, when a definition asks for more than it supports.
 */
export function createStates(context: EngineContext, chance: Chance = systemChance): States {
  const store = createExecutionStore(context.database);
  const machines = transact(context.database, () => readMachines(context.resources, store));
  const due = createDueMemory(store.firstDueAt, context.wake);
  const interpreter = createInterpreter({ context, store, machines, chance, due });
  const { resume } = interpreter;

  const startExecution = (machineArn: string, input: string, name: string = randomUUID()): ExecutionRow => {
    const machine = requireMachine(machines, machineArn);
    requireExecutionName(name);
    const text = requireInput(input);
    const now = context.clock.now();
    const known = store.byName(machineArn, name);
    if (known && (known.stoppedAt === null || known.stoppedAt > now - retentionMs)) return requireSame(known, text);
    return transact(context.database, () => {
      if (known) store.removeStoppedBefore(now - retentionMs);
      const id = insert(machine, name, text, now);
      return store.byId(id)!;
    });
  };

  const insert = (machine: DeclaredMachine, name: string, input: string, now: number): number => {
    const { scope, timeoutSeconds } = machines.compiled(machine.definitionHash);
    const parsed: unknown = JSON.parse(input);
    const execution: Omit<Execution, 'id'> = {
      machineArn: machine.arn,
      name,
      definition: machine.definitionHash,
      input,
      startedAt: now,
      timeoutAt: timeoutSeconds === undefined ? undefined : now + timeoutSeconds * 1000,
      nextEvent: 2,
      root: newThread(scope.startAt, parsed, 1),
    };
    const id = store.insert(execution);
    const details = { input: parsed, roleArn: machine.roleArn };
    store.append(id, [{ id: 1, previous: 0, at: now, type: 'ExecutionStarted', details }]);
    resume(id);
    return id;
  };

  const callBack = async (token: string, signal: Signal): Promise<void> => {
    const executionId = executionOf(token);
    if (!store.byId(executionId)) throw new AwsFault('TaskDoesNotExist', 'The task does not exist.');
    if (await interpreter.post(executionId, signal)) return;
    throw new AwsFault('TaskTimedOut', 'The task token has expired or the task has been closed.');
  };

  const find = (arn: string): ExecutionRow => {
    const { machineArn, name } = splitExecutionArn(arn);
    const row = store.byName(machineArn, name);
    if (!row) throw new AwsFault('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return row;
  };

  for (const id of store.unsettledIds()) resume(id);
  const states: Omit<States, 'wire'> = {
    machines: machines.all,
    startExecution,
    sendTaskSuccess: async (token, output) => callBack(token, { kind: 'succeed', token, output: parseOutput(output) }),
    sendTaskFailure: (token, failure) => callBack(token, { kind: 'fail', token, failure }),
    sendTaskHeartbeat: (token) => callBack(token, { kind: 'heartbeat', token }),
    stopExecution: async (arn, failure) => {
      await interpreter.post(find(arn).id, { kind: 'stop', failure });
    },
    describeExecution: find,
    history: (arn) => store.history(find(arn).id),
    listExecutions: (machineArn, status, limit, offset) => {
      requireMachine(machines, machineArn);
      return store.list(machineArn, status, limit, offset);
    },
    nextDueAt: due.next,
    runDue: (now) => {
      for (const id of store.dueIds(now)) if (!interpreter.isActive(id)) resume(id);
    },
    busy: interpreter.busy,
    close: interpreter.close,
  };
  return { ...states, wire: createStatesWire(states) };
}

function requireMachine(machines: Machines, arn: string): DeclaredMachine {
  const machine = machines.declared(arn);
  if (!machine) throw new AwsFault('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  return machine;
}

function requireInput(input: string): string {
  if (Buffer.byteLength(input) <= payloadLimitBytes && isJson(input)) return JSON.stringify(JSON.parse(input));
  throw new AwsFault('InvalidExecutionInput', 'The input is not JSON, or larger than 262144 bytes.');
}

function requireSame(known: ExecutionRow, input: string): ExecutionRow {
  if (known.status === 'RUNNING' && known.input === input) return known;
  const arn = executionArn(known.machineArn, known.name);
  throw new AwsFault('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
}

function parseOutput(output: string): unknown {
  if (Buffer.byteLength(output) <= payloadLimitBytes && isJson(output)) return JSON.parse(output);
  throw new AwsFault('InvalidOutput', 'The output is not JSON, or larger than 262144 bytes.');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** The execution a token belongs to; throws `InvalidToken` when it cannot be one of ours. */
function executionOf(token: string): number {
  const [id, secret] = Buffer.from(token, 'base64url').toString('latin1').split(':');
  if (/^\d{1,15}$/.test(id ?? '') && secret) return Number(id);
  throw new AwsFault('InvalidToken', 'Invalid Token: the task token is malformed.');
}
