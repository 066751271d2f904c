import { AwsFault } from '../aws-json.ts';
import type { InvocationResult } from '../parts.ts';
import type { ExecutionRow } from './execution-store.ts';
import { createTurnStore, openTurn, pendingTasks, type TurnKeeping } from './stored-turn.ts';
import { type Signal, takeTurn } from './take-turn.ts';
import type { Turn } from './turn.ts';

/** A turn was not taken because the engine stops; the next start takes up what is stored. */
class EngineStopping extends AwsFault {
  constructor() {
    super('ServiceUnavailable', 'The engine is stopping.', 503);
  }
}

export interface Interpreter {
  /**
   * Lets the execution take a turn; resolves when the turn is stored. False: the signal's task has ended. Rejects when
   * the engine stops.
   */
  post(executionId: number, signal: Signal): Promise<boolean>;
  /** A turn of the engine's own accord, which a stop may cut off. */
  resume(executionId: number): void;
  /** Whether the execution is about to take a turn. */
  isActive(executionId: number): boolean;
  /** Turns and invocations under way. */
  busy(): number;
  close(): void;
}

/**
 * Takes turns: loads an execution, lets it run to its next wait, stores events and state in one transaction, and only
 * then invokes functions. The turns of one execution follow each other; nothing of it stays in memory in between, so a
 * stop of the engine at any moment loses nothing but answers of functions, which are then invoked again.
 */
export function createInterpreter(keeping: TurnKeeping): Interpreter {
  const { context, store } = keeping;
  const storeTurn = createTurnStore(keeping);
  const queues = new Map<number, Promise<unknown>>();
  const invoking = new Set<string>();
  let closed = false;

  const post = (executionId: number, signal: Signal): Promise<boolean> => {
    const before = queues.get(executionId) ?? Promise.resolve();
    const turn = before.then(() => takeStoredTurn(executionId, signal));
    const settled: Promise<void> = turn.then(
      () => leave(executionId, settled),
      () => leave(executionId, settled),
    );
    queues.set(executionId, settled);
    return turn;
  };
  const resume = (executionId: number): void => {
    post(executionId, { kind: 'resume' }).catch(unlessStopping);
  };
  const leave = (executionId: number, settled: Promise<unknown>): void => {
    if (queues.get(executionId) !== settled) return;
    queues.delete(executionId);
  };

  /** Whoever answers a task while the engine stops must learn that it was not stored, and try again. */
  const requireOpen = (): void => {
    if (closed) throw new EngineStopping();
  };

  const takeStoredTurn = async (executionId: number, signal: Signal): Promise<boolean> => {
    requireOpen();
    const row = store.byId(executionId);
    if (row?.status !== 'RUNNING') return false;
    const turn = openTurn(keeping, row);
    const outcome = await takeTurn(turn, signal).catch((error: Error) => giveUp(row, error));
    requireOpen();
    const changed = turn.events.length > 0 || outcome.end || (signal.kind === 'heartbeat' && outcome.accepted);
    if (changed) storeTurn(turn, outcome.end, row.dueAt ?? undefined);
    if (!outcome.end && !closed) invokePending(turn);
    return outcome.accepted;
  };

  /** An error of the interpreter itself, or a stored state that no longer fits, must not stop the other executions. */
  const giveUp = (row: ExecutionRow, error: Error) => {
    context.log(`The execution ${row.name} cannot go on: ${error.message}`);
    return {
      accepted: true,
      end: { status: 'FAILED', failure: { error: 'States.Runtime', cause: error.message } },
    } as const;
  };

  const invokePending = (turn: Turn): void => {
    for (const { token, scheduledEvent, functionName } of pendingTasks(turn)) {
      if (invoking.has(token)) continue;
      const started = turn.starts.find((start) => start.token === token);
      const payload = started ? started.payload : storedPayload(turn.execution.id, scheduledEvent);
      void invoke(turn.execution.id, token, functionName, payload);
    }
  };
  const storedPayload = (executionId: number, scheduledEvent: number): unknown => {
    const parameters = store.event(executionId, scheduledEvent)?.details?.['parameters'];
    return (parameters as { readonly Payload?: unknown } | undefined)?.Payload ?? null;
  };

  const invoke = async (executionId: number, token: string, name: string, payload: unknown): Promise<void> => {
    invoking.add(token);
    const result: InvocationResult = await context.functions.invoke(name, payload);
    if (closed) return;
    await post(executionId, { kind: 'answer', token, result }).catch(unlessStopping);
    invoking.delete(token);
  };

  return {
    post,
    resume,
    isActive: (executionId) => queues.has(executionId),
    busy: () => queues.size + invoking.size,
    close: () => {
      closed = true;
    },
  };
}

function unlessStopping(error: unknown): void {
  if (!(error instanceof EngineStopping)) throw error;
}
