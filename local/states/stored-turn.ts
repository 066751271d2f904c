import type { EngineContext } from '../parts.ts';
import { transact } from '../transact.ts';
import type { DueMemory } from './due-memory.ts';
import type { Execution } from './execution.ts';
import { executionArn, retentionMs } from './execution-name.ts';
import type { ExecutionRow, ExecutionStore } from './execution-store.ts';
import { innermost, liveThreads } from './live-threads.ts';
import type { Machines } from './machines.ts';
import { statusChange } from './status-change.ts';
import { type End, nextDueAt, recordEnd } from './take-turn.ts';
import type { Chance, Turn } from './turn.ts';

const pruneEveryMs = 86_400_000;

/** What opening and storing turns needs. */
export interface TurnKeeping {
  readonly context: EngineContext;
  readonly store: ExecutionStore;
  readonly machines: Machines;
  readonly chance: Chance;
  readonly due: DueMemory;
}

/** A turn of a running execution, at the engine's present time. */
export function openTurn({ context, machines, chance }: TurnKeeping, row: ExecutionRow): Turn {
  const { id, machineArn, name, definition, input, startedAt, nextEvent } = row;
  const root = JSON.parse(row.root ?? 'null') as Execution['root'];
  const timeoutAt = row.timeoutAt ?? undefined;
  return {
    execution: { id, machineArn, name, definition, input, startedAt, timeoutAt, nextEvent, root },
    facts: {
      machine: machines.compiled(definition),
      machineArn,
      machineName: machineArn.slice(machineArn.lastIndexOf(':') + 1),
      roleArn: machines.declared(machineArn)?.roleArn ?? '',
      executionArn: executionArn(machineArn, name),
    },
    now: context.clock.now(),
    chance,
    events: [],
    starts: [],
    executionInput: JSON.parse(input),
  };
}

/** Gives the function that stores the events and the state of a turn in one transaction, or the end of its execution. */
export function createTurnStore({ context, store, due }: TurnKeeping) {
  let pruneAt = 0;

  const finish = (turn: Turn, { status, output: value, failure }: End): void => {
    const output = status === 'SUCCEEDED' ? { output: JSON.stringify(value) } : {};
    store.finish(turn.execution, { status, ...output, ...(failure && { failure }) }, turn.now);
    context.emit(statusChange(turn, { status, ...output, ...failure, stoppedAt: turn.now }));
    if (turn.now < pruneAt) return;
    pruneAt = turn.now + pruneEveryMs;
    store.removeStoppedBefore(turn.now - retentionMs);
  };

  return (turn: Turn, end: End | undefined, dueBefore: number | undefined): void => {
    if (end) recordEnd(turn, end);
    const dueAt = end ? undefined : nextDueAt(turn);
    transact(context.database, () => {
      store.append(turn.execution.id, turn.events);
      if (end) finish(turn, end);
      else store.update(turn.execution, dueAt, pendingTasks(turn).length > 0);
    });
    due.moved(dueBefore, dueAt);
  };
}

/** Tasks whose function has not answered yet. */
export function pendingTasks(turn: Turn) {
  return liveThreads(turn.execution, turn.facts.machine).flatMap(({ path, scope }) => {
    const { task, state: name } = innermost(path);
    const state = scope.states.get(name);
    if (!task || task.submitted || state?.type !== 'Task') return [];
    return [{ token: task.token, scheduledEvent: task.scheduledEvent, functionName: state.functionName }];
  });
}
