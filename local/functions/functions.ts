import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineContext, EnginePart, FunctionHost } from '../parts.ts';
import { createAsyncInvocations } from './async-invocations.ts';
import { type FunctionConfig, readFunction } from './function-config.ts';
import { DEFAULT_INVOKE_CONFIG, readInvokeConfigs } from './invoke-config.ts';
import { createWorkerPool, type PoolSettings } from './worker-pool.ts';

export interface Functions extends FunctionHost, EnginePart {
  /** Calls `listener` after every invocation: whatever it wrote is stored by then. */
  onSettled(listener: () => void): void;
  /** Like `invoke`, with an event that is JSON text already. */
  invokeText(functionName: string, event: string): ReturnType<FunctionHost['invoke']>;
}

export interface FunctionsSettings extends PoolSettings {
  readonly assets: ReadonlyMap<string, string>;
  readonly dynamodbUrl: string;
}

/** Everything of the context but the function host, which is what this makes. */
export type FunctionsContext = Omit<EngineContext, 'functions'>;

/** Runs the AWS::Lambda::Function resources in worker threads. */
export function createFunctions(context: FunctionsContext, settings: FunctionsSettings): Functions {
  mkdirSync(join(context.dataDir, 'logs'), { recursive: true });
  const configs = readConfigs(context, settings);
  const invokeConfigs = readInvokeConfigs(context.resources);
  const pool = createWorkerPool(settings);
  let settled = () => {};

  const configOf = (name: string): FunctionConfig => {
    const config = configs.get(name);
    if (!config) throw new Error(`There is no function ${name}.`);
    return config;
  };
  const run = async (config: FunctionConfig, event: string) => {
    const result = await pool.run(config, event);
    settled();
    return result;
  };
  const queued = createAsyncInvocations(
    context,
    (name) => ({ config: configOf(name), invoke: invokeConfigs.get(name) ?? DEFAULT_INVOKE_CONFIG }),
    run,
  );
  return {
    invoke: async (name, event) => run(configOf(name), JSON.stringify(event)),
    invokeText: async (name, event) => run(configOf(name), event),
    invokeAsync: queued.enqueue,
    onSettled(listener) {
      settled = listener;
    },
    nextDueAt: queued.nextDueAt,
    runDue: queued.runDue,
    busy: () => pool.active + queued.busy(),
    close() {
      queued.close();
      return pool.close();
    },
  };
}

function readConfigs(context: FunctionsContext, settings: FunctionsSettings): ReadonlyMap<string, FunctionConfig> {
  const endpoints = { awsUrl: context.awsUrl, dynamodbUrl: settings.dynamodbUrl, dataDir: context.dataDir };
  const functions = context.resources.filter(({ type }) => type === 'AWS::Lambda::Function');
  return new Map(
    functions.map((resource) => [resource.physicalId, readFunction(resource, settings.assets, endpoints)]),
  );
}
