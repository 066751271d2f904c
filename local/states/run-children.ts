import { newThread, type Thread, type ThreadPath } from './execution.ts';
import { handleFailure } from './fail-state.ts';
import { leaveState } from './leave-state.ts';
import type { MapState, ParallelState, Scope, State } from './machine.ts';
import { StateError } from './state-error.ts';
import { bindingsOf, evaluate, record, type Turn, wholeNumber } from './turn.ts';

/** What an inline Map runs at once when its MaxConcurrency is 0 (Step Functions Developer Guide, inline mode). */
const inlineConcurrency = 40;

/** Takes the items of a Map; its iterations start as far as MaxConcurrency allows. */
export async function startMap(turn: Turn, path: ThreadPath, state: MapState): Promise<void> {
  const thread = path[path.length - 1]!;
  const bindings = bindingsOf(turn, path);
  const items = state.items ? await evaluate(state.items, bindings) : thread.input;
  if (!Array.isArray(items)) {
    throw new StateError('States.QueryEvaluationError', `The Items of "${state.name}" are not a list.`);
  }
  const limit = state.maxConcurrency
    ? wholeNumber(await evaluate(state.maxConcurrency, bindings), 0, 'MaxConcurrency', state.name)
    : 0;
  record(turn, thread, 'MapStateStarted', { length: items.length });
  const maxConcurrency = limit === 0 ? inlineConcurrency : limit;
  thread.children = { maxConcurrency, items, started: 0, running: {}, outputs: [] };
  thread.phase = 'children';
  await startIterations(turn, path, state);
  if (items.length === 0) await finishChildren(turn, path, state);
}

/** Starts all branches of a Parallel with its Arguments, by default its input. */
export async function startParallel(turn: Turn, path: ThreadPath, state: ParallelState): Promise<void> {
  const thread = path[path.length - 1]!;
  const input = state.arguments ? await evaluate(state.arguments, bindingsOf(turn, path)) : thread.input;
  record(turn, thread, 'ParallelStateStarted');
  const running = Object.fromEntries(
    state.branches.map((branch, at) => [String(at), newThread(branch.startAt, input, thread.lastEvent)]),
  );
  thread.children = { maxConcurrency: state.branches.length, started: state.branches.length, running, outputs: [] };
  thread.phase = 'children';
}

/**
 * Runs every child as far as it goes, takes the outputs of those that ended, starts further iterations, and leaves the
 * state when all have ended. The first failure ends all children and becomes the state's own error.
 */
export async function advanceChildren(
  turn: Turn,
  path: ThreadPath,
  state: State,
  runThread: (turn: Turn, path: ThreadPath, scope: Scope) => Promise<void>,
): Promise<void> {
  if (state.type !== 'Map' && state.type !== 'Parallel') throw new Error(`"${state.name}" cannot have children.`);
  const thread = path[path.length - 1]!;
  try {
    for (const [index, child] of Object.entries(thread.children?.running ?? {})) {
      await runThread(turn, [...path, child] as unknown as ThreadPath, scopeOf(state, Number(index)));
      if (child.phase === 'failed') failWith(turn, thread, state, child);
      if (child.phase === 'succeeded') endChild(turn, thread, state, Number(index), child);
    }
    if (state.type === 'Map') await startIterations(turn, path, state);
    if (Object.keys(thread.children?.running ?? {}).length === 0) await finishChildren(turn, path, state);
  } catch (error) {
    await handleFailure(turn, path, state, error);
  }
}

/** The states a child with this index runs through. */
export function scopeOf(state: MapState | ParallelState, index: number): Scope {
  const scope = state.type === 'Map' ? state.processor : state.branches[index];
  if (!scope) throw new Error(`The definition of a running execution has no branch ${index} in "${state.name}".`);
  return scope;
}

async function startIterations(turn: Turn, path: ThreadPath, state: MapState): Promise<void> {
  const thread = path[path.length - 1]!;
  const { children } = thread;
  if (!children?.items) return;
  while (children.started < children.items.length && Object.keys(children.running).length < children.maxConcurrency) {
    const index = children.started;
    const item = { index, value: children.items[index] };
    const bindings = bindingsOf(turn, path, { item });
    const input = state.itemSelector ? await evaluate(state.itemSelector, bindings) : item.value;
    const child = newThread(state.processor.startAt, input, thread.lastEvent);
    child.item = item;
    record(turn, child, 'MapIterationStarted', { name: state.name, index });
    children.running[String(index)] = child;
    children.started += 1;
  }
}

function endChild(turn: Turn, thread: Thread, state: State, index: number, child: Thread): void {
  if (!thread.children) return;
  if (state.type === 'Map') record(turn, child, 'MapIterationSucceeded', { name: state.name, index });
  thread.lastEvent = child.lastEvent;
  thread.children.outputs[index] = child.output;
  delete thread.children.running[String(index)];
}

function failWith(turn: Turn, thread: Thread, state: State, failed: Thread): never {
  for (const [index, child] of Object.entries(thread.children?.running ?? {})) {
    if (state.type === 'Map') {
      const type = child === failed ? 'MapIterationFailed' : 'MapIterationAborted';
      record(turn, child, type, { name: state.name, index: Number(index) });
    }
  }
  thread.lastEvent = failed.lastEvent;
  throw new StateError(failed.failure?.error ?? '', failed.failure?.cause ?? '');
}

async function finishChildren(turn: Turn, path: ThreadPath, state: MapState | ParallelState): Promise<void> {
  const thread = path[path.length - 1]!;
  const result = thread.children?.outputs ?? [];
  record(turn, thread, `${state.type}StateSucceeded`);
  await leaveState(turn, path, state, bindingsOf(turn, path, { result }), result);
}
