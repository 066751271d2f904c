import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AwsEvent, EngineContext, EnginePart, InvocationResult, ResolvedResource } from '../../../local/parts.ts';

export type FakeFunction = (event: never) => unknown;

/** The start of every fake clock. */
export const startAt = Date.parse('2026-03-01T00:00:00.000Z');

/** An engine of one file database, a clock that a test moves, and functions that are plain functions. */
export interface FakeEngine {
  readonly context: EngineContext;
  /** By physical name; a throw is a failed invocation with the error's name. */
  readonly functions: Record<string, FakeFunction>;
  readonly emitted: AwsEvent[];
  readonly logged: string[];
  /** Adds a part to the drain and advance loops. */
  run<T extends EnginePart>(part: T): T;
  /** Lets everything happen that needs no time. */
  drain(): Promise<void>;
  /** Moves the clock, stopping and draining at every due time, as `POST /_clock` does. */
  advance(ms: number): Promise<void>;
  /** Forgets all parts without closing anything, as a kill does; the database file stays. */
  kill(): void;
  /** Whether it was killed and nothing runs again yet. */
  isDead(): boolean;
  dispose(): void;
}

export function fakeEngine(resources: readonly ResolvedResource[]): FakeEngine {
  const dataDir = mkdtempSync(join(tmpdir(), 'gangway-engine-'));
  const database = new DatabaseSync(join(dataDir, 'engine.db'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  const functions: Record<string, FakeFunction> = {};
  const emitted: AwsEvent[] = [];
  const logged: string[] = [];
  const alive: EnginePart[] = [];
  let now = startAt;
  let generation = 0;
  let underWay = 0;

  const invoke = async (functionName: string, event: unknown): Promise<InvocationResult> => {
    const born = generation;
    const run = functions[functionName];
    if (!run) throw new Error(`The test has no function ${functionName}.`);
    const result = await resultOf(run, event);
    // A killed process never sees the answer.
    return born === generation ? result : new Promise(() => {});
  };
  const context: EngineContext = {
    clock: { now: () => now, offsetMs: () => now - startAt },
    database,
    functions: {
      invoke,
      invokeAsync: (functionName, event) => {
        underWay += 1;
        void invoke(functionName, event).then(() => {
          underWay -= 1;
        });
      },
    },
    resources,
    dataDir,
    publicUrl: 'http://127.0.0.1:4000',
    awsUrl: 'http://127.0.0.1:4001',
    region: 'eu-central-1',
    accountId: '000000000000',
    ports: { public: 4000, aws: 4001, dynamodb: 4002, smtp: 4025 },
    sendToQueue: () => {
      throw new Error('The fake engine has no queues of its own.');
    },
    emit: (event) => void emitted.push(event),
    wake: () => {},
    log: (line) => void logged.push(line),
  };
  const drain = async (): Promise<void> => {
    do await new Promise((resolve) => setImmediate(resolve));
    while (underWay > 0 || alive.some((part) => part.busy() > 0));
  };
  const advance = async (ms: number): Promise<void> => {
    const target = now + ms;
    await drain();
    for (;;) {
      const due = Math.min(...alive.map((part) => part.nextDueAt() ?? Number.POSITIVE_INFINITY));
      if (due > target) break;
      now = Math.max(now, due);
      for (const part of alive) part.runDue(now);
      await drain();
    }
    now = target;
  };
  return {
    context,
    functions,
    emitted,
    logged,
    run: (part) => {
      alive.push(part);
      return part;
    },
    drain,
    advance,
    kill: () => {
      generation += 1;
      underWay = 0;
      for (const part of alive.splice(0)) void part.close();
    },
    isDead: () => alive.length === 0,
    dispose: () => {
      for (const part of alive.splice(0)) void part.close();
      database.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

async function resultOf(run: FakeFunction, event: unknown): Promise<InvocationResult> {
  try {
    const payload = await run(structuredClone(event) as never);
    return { ok: true, payload: payload === undefined ? null : JSON.parse(JSON.stringify(payload)) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { ok: false, errorType: error.name, errorMessage: error.message };
  }
}

/** A resource of the resolved template, with an ARN as the assembly gives it. */
export function resource(type: string, name: string, service: string, properties: object): ResolvedResource {
  const arn = `arn:aws:${service}:eu-central-1:000000000000:${name}`;
  return { stack: 'service', logicalId: name, type, physicalId: name, arn, properties };
}

export function queueResource(name: string, properties: object = {}): ResolvedResource {
  return resource('AWS::SQS::Queue', name, 'sqs', properties);
}

export function functionResource(name: string): ResolvedResource {
  return resource('AWS::Lambda::Function', name, 'lambda', {});
}

export function mappingResource(queueName: string, functionName: string, properties: object = {}): ResolvedResource {
  return resource('AWS::Lambda::EventSourceMapping', `${queueName}-to-${functionName}`, 'lambda', {
    EventSourceArn: queueArn(queueName),
    FunctionName: functionName,
    ...properties,
  });
}

export function queueArn(name: string): string {
  return `arn:aws:sqs:eu-central-1:000000000000:${name}`;
}
