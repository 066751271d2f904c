import type { InvocationResult } from '../parts.ts';
import type { Failure, ThreadPath } from './execution.ts';
import { leaveState } from './leave-state.ts';
import type { TaskState } from './machine.ts';
import { StateError } from './state-error.ts';
import { bindingsOf, evaluate, record, requireSmall, type Turn, wholeNumber } from './turn.ts';

/** Source: States language, default of `TimeoutSeconds`. */
const longestSeconds = 99_999_999;

/** Schedules the current Task under a new token; its function is invoked once the turn is stored. */
export async function scheduleTask(turn: Turn, path: ThreadPath, state: TaskState): Promise<void> {
  const thread = path[path.length - 1]!;
  const token = Buffer.from(`${turn.execution.id}:${turn.chance.newSecret()}`).toString('base64url');
  const bindings = bindingsOf(turn, path, { token });
  const parameters = (await evaluate(state.arguments, bindings)) as { readonly Payload?: unknown };
  const timeoutSeconds = state.timeoutSeconds
    ? wholeNumber(await evaluate(state.timeoutSeconds, bindings), 1, 'TimeoutSeconds', state.name)
    : longestSeconds;
  const heartbeatSeconds =
    state.heartbeatSeconds &&
    wholeNumber(await evaluate(state.heartbeatSeconds, bindings), 1, 'HeartbeatSeconds', state.name);
  const scheduledEvent = record(turn, thread, 'TaskScheduled', {
    ...resourceOf(state),
    region: turn.facts.machineArn.split(':')[3],
    parameters,
    ...(state.timeoutSeconds && { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds !== undefined && { heartbeatInSeconds: heartbeatSeconds }),
  });
  record(turn, thread, 'TaskStarted', resourceOf(state));
  const heartbeatMs = heartbeatSeconds === undefined ? undefined : heartbeatSeconds * 1000;
  thread.task = {
    token,
    scheduledEvent,
    timeoutAt: turn.now + timeoutSeconds * 1000,
    ...(heartbeatMs !== undefined && { heartbeatMs, heartbeatAt: turn.now + heartbeatMs }),
  };
  thread.phase = 'task';
  turn.starts.push({ token, functionName: state.functionName, payload: parameters.Payload ?? null });
}

function resourceOf(state: TaskState) {
  return { resourceType: 'lambda', resource: state.waitsForToken ? 'invoke.waitForTaskToken' : 'invoke' };
}

/** The function has answered: the end of a request-response task, or the beginning of the wait for a callback. */
export async function takeAnswer(
  turn: Turn,
  path: ThreadPath,
  state: TaskState,
  result: InvocationResult,
): Promise<void> {
  const thread = path[path.length - 1]!;
  if (!result.ok) return failTask(turn, path, state, functionFailure(result));
  if (!state.waitsForToken) return succeedTask(turn, path, state, integrationOutput(result.payload));
  if (!thread.task) throw new Error(`The state "${state.name}" has no scheduled task.`);
  thread.task.submitted = true;
  record(turn, thread, 'TaskSubmitted', { ...resourceOf(state), output: integrationOutput(result.payload) });
}

/** What Lambda's optimised integration gives; the response metadata is that of an empty reply. */
function integrationOutput(payload: unknown) {
  return {
    ExecutedVersion: '$LATEST',
    Payload: payload ?? null,
    SdkHttpMetadata: { HttpStatusCode: 200 },
    StatusCode: 200,
  };
}

function functionFailure(result: Extract<InvocationResult, { ok: false }>): Failure {
  const { errorType, errorMessage, trace = [] } = result;
  return { error: errorType, cause: JSON.stringify({ errorMessage, errorType, trace }) };
}

/** Ends the task with a result and leaves the state. Throws `StateError` when Output, Assign or the size is wrong. */
export async function succeedTask(turn: Turn, path: ThreadPath, state: TaskState, result: unknown): Promise<void> {
  const thread = path[path.length - 1]!;
  record(turn, thread, 'TaskSucceeded', { ...resourceOf(state), output: requireSmall(result) });
  await leaveState(turn, path, state, bindingsOf(turn, path, { result }), result);
}

/** Records that the task failed and throws its error. */
export function failTask(turn: Turn, path: ThreadPath, state: TaskState, failure: Failure): never {
  record(turn, path[path.length - 1]!, 'TaskFailed', { ...resourceOf(state), ...failure });
  throw new StateError(failure.error, failure.cause);
}

/** Records that the task's time or heartbeat ran out and throws that error. */
export function timeOutTask(turn: Turn, path: ThreadPath, state: TaskState, error: string): never {
  record(turn, path[path.length - 1]!, 'TaskTimedOut', { ...resourceOf(state), error });
  throw new StateError(error, '');
}
