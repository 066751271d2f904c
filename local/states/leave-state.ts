import type { ThreadPath } from './execution.ts';
import type { Bindings } from './expression.ts';
import type { Template } from './template.ts';
import { evaluate, record, type Turn } from './turn.ts';

/** What leaving a state needs of it; `next` absent or undefined ends the thread. */
export interface Leaving {
  readonly name: string;
  readonly type: string;
  readonly next?: string | undefined;
  readonly output?: Template | undefined;
  readonly assign?: Template | undefined;
}

/**
 * Evaluates Output and Assign (both see the variables as they were), then moves the thread on. `plainOutput` is the
 * output where the state has none of its own.
 */
export async function leaveState(
  turn: Turn,
  path: ThreadPath,
  leaving: Leaving,
  bindings: Bindings,
  plainOutput: unknown,
): Promise<void> {
  const thread = path[path.length - 1]!;
  const output = leaving.output ? await evaluate(leaving.output, bindings) : plainOutput;
  const assigned = leaving.assign ? ((await evaluate(leaving.assign, bindings)) as Record<string, unknown>) : undefined;
  record(turn, thread, `${leaving.type}StateExited`, {
    name: leaving.name,
    output,
    ...(assigned && { assignedVariables: assigned }),
  });
  if (assigned) Object.assign(thread.variables, assigned);
  for (const key of ['task', 'children', 'dueAt', 'retries'] as const) delete thread[key];
  if (leaving.next === undefined) {
    thread.phase = 'succeeded';
    thread.output = output;
    return;
  }
  thread.state = leaving.next;
  thread.input = output;
  thread.phase = 'ready';
}
