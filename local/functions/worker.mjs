// Runs inside a worker thread, as plain JavaScript because stripping types costs every thread time and memory. One
// thread may host several functions: each sees its own process.env and its own log, found through the asynchronous
// context of its invocation. Several invocations may be under way at once.
import { AsyncLocalStorage } from 'node:async_hooks';
import { Console } from 'node:console';
import { openSync, writeSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

const MAX_REPLY_CHARACTERS = 6_291_556;

const current = new AsyncLocalStorage();
const hosted = new Map();
let loading;
let loads = Promise.resolve();

// Spares a third of the CPU time that loading the bundles takes.
enableCompileCache(workerData.compileCachePath);
followEngineClock(new Float64Array(workerData.clockOffset));
splitEnvironment();
splitConsole();

parentPort.on('message', (message) => {
  if (message.kind === 'define') define(message.config);
  else void invoke(message);
});

/** Makes `Date` run ahead of the machine by the shared offset (milliseconds), which may change at any moment. */
function followEngineClock(offset) {
  const MachineDate = Date;
  const now = () => MachineDate.now() + offset[0];
  globalThis.Date = new Proxy(MachineDate, {
    construct: (target, args, newTarget) =>
      args.length === 0 ? Reflect.construct(target, [now()], newTarget) : Reflect.construct(target, args, newTarget),
    apply: () => new MachineDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
  MachineDate.prototype.constructor = globalThis.Date;
}

function owner() {
  return current.getStore() ?? loading;
}

function splitEnvironment() {
  const none = {};
  const env = () => owner()?.env ?? none;
  process.env = new Proxy(none, {
    get: (_target, key) => env()[key],
    set: (_target, key, value) => Reflect.set(env(), key, String(value)),
    has: (_target, key) => key in env(),
    deleteProperty: (_target, key) => Reflect.deleteProperty(env(), key),
    ownKeys: () => Reflect.ownKeys(env()),
    getOwnPropertyDescriptor: (_target, key) =>
      key in env() ? { value: env()[key], writable: true, enumerable: true, configurable: true } : undefined,
  });
}

function splitConsole() {
  const out = new Writable({
    write(chunk, _encoding, done) {
      const target = owner();
      if (target) writeSync(logOf(target), chunk);
      done();
    },
  });
  globalThis.console = new Console(out, out);
  process.stdout.write = out.write.bind(out);
  process.stderr.write = out.write.bind(out);
}

function logOf(fn) {
  fn.log ??= openSync(fn.logPath, 'a');
  return fn.log;
}

function define(config) {
  const fn = { ...config, env: { ...config.env } };
  hosted.set(config.name, fn);
  loads = loads.then(() => load(fn));
  fn.ready = loads;
}

/** Modules load one after the other, so that what they read from the environment at the top is their own. */
async function load(fn) {
  loading = fn;
  try {
    const module = await import(pathToFileURL(fn.modulePath).href);
    fn.handler = module[fn.exportName];
    if (typeof fn.handler !== 'function') fn.failure = new Error(`${fn.modulePath} exports no ${fn.exportName}`);
  } catch (error) {
    fn.failure = error;
  } finally {
    loading = undefined;
  }
}

async function invoke({ id, name, event, remainingMs }) {
  const fn = hosted.get(name);
  try {
    await fn.ready;
    if (fn.failure) throw fn.failure;
    const context = contextFor(fn, id, performance.now() + remainingMs);
    const result = await current.run(fn, () => fn.handler(JSON.parse(event), context));
    const payload = JSON.stringify(result) ?? 'null';
    if (payload.length > MAX_REPLY_CHARACTERS) throw oversize();
    parentPort.postMessage({ id, payload });
  } catch (error) {
    parentPort.postMessage({ id, failure: describe(error), broken: fn.failure !== undefined });
  }
}

function contextFor(fn, id, endsAt) {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: fn.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: fn.arn,
    memoryLimitInMB: String(fn.memoryMb),
    awsRequestId: id,
    logGroupName: fn.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, Math.round(endsAt - performance.now())),
  };
}

function oversize() {
  const error = new Error('The response of the function is larger than 6 MB.');
  error.name = 'Function.ResponseSizeTooLarge';
  return error;
}

function describe(error) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: String(error.stack).split('\n') };
}
