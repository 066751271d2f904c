import type { EngineContext, InvocationResult } from '../parts.ts';
import type { FunctionConfig } from './function-config.ts';
import { failureRecord, type InvokeConfig } from './invoke-config.ts';

/** What is left of an asynchronous invocation until it succeeded or was given up. */
interface StoredInvocation {
  readonly id: number;
  readonly functionName: string;
  readonly event: string;
  readonly attempts: number;
  readonly enqueuedAt: number;
}

export interface AsyncInvocations {
  enqueue(functionName: string, event: unknown): void;
  nextDueAt(): number | undefined;
  runDue(now: number): void;
  busy(): number;
  /** What is under way stays stored and runs again after the next start. */
  close(): void;
}

/** Waits before the second and the third attempt, engine time. */
const RETRY_AFTER_MS = [60_000, 120_000] as const;

type AsyncContext = Pick<EngineContext, 'database' | 'clock' | 'wake' | 'sendToQueue' | 'log'>;

/** Invocation type `Event`, durable: an event is stored until its function has succeeded or its destination has it. */
export function createAsyncInvocations(
  context: AsyncContext,
  configOf: (functionName: string) => { config: FunctionConfig; invoke: InvokeConfig },
  run: (config: FunctionConfig, event: string) => Promise<InvocationResult>,
): AsyncInvocations {
  const { database, clock } = context;
  database.exec(`CREATE TABLE IF NOT EXISTS functions_async (
    id INTEGER PRIMARY KEY AUTOINCREMENT, functionName TEXT NOT NULL, event TEXT NOT NULL,
    attempts INTEGER NOT NULL, enqueuedAt INTEGER NOT NULL, dueAt INTEGER NOT NULL)`);
  database.exec('CREATE INDEX IF NOT EXISTS functions_async_due ON functions_async (dueAt)');
  const insert = database.prepare(
    'INSERT INTO functions_async (functionName, event, attempts, enqueuedAt, dueAt) VALUES (?, ?, 0, ?, ?)',
  );
  const due = database.prepare('SELECT * FROM functions_async WHERE dueAt <= ? ORDER BY dueAt, id');
  const schedule = database.prepare('SELECT id, dueAt FROM functions_async ORDER BY dueAt');
  const postpone = database.prepare('UPDATE functions_async SET attempts = ?, dueAt = ? WHERE id = ?');
  const remove = database.prepare('DELETE FROM functions_async WHERE id = ?');
  const underWay = new Set<number>();
  let closed = false;

  const giveUp = (stored: StoredInvocation, failure: InvocationResult & { ok: false }) => {
    const { config, invoke } = configOf(stored.functionName);
    context.log(`${stored.functionName}: an asynchronous invocation was given up (${failure.errorType}).`);
    if (invoke.onFailureArn) {
      const record = failureRecord(config.arn, stored.event, stored.attempts + 1, failure, clock.now());
      context.sendToQueue(invoke.onFailureArn, JSON.stringify(record));
    }
    if (config.deadLetterArn) context.sendToQueue(config.deadLetterArn, stored.event);
    remove.run(stored.id);
  };
  const settle = (stored: StoredInvocation, result: InvocationResult) => {
    if (closed) return;
    const { invoke } = configOf(stored.functionName);
    const dueAt = clock.now() + (RETRY_AFTER_MS[stored.attempts] ?? 0);
    const tooOld = dueAt - stored.enqueuedAt > invoke.maximumAgeSeconds * 1000;
    if (result.ok) remove.run(stored.id);
    else if (stored.attempts >= invoke.maximumRetries || tooOld) giveUp(stored, result);
    else postpone.run(stored.attempts + 1, dueAt, stored.id);
    underWay.delete(stored.id);
    context.wake();
  };

  return {
    enqueue(functionName, event) {
      configOf(functionName);
      insert.run(functionName, JSON.stringify(event), clock.now(), clock.now());
      context.wake();
    },
    nextDueAt: () => schedule.all().find((row) => !underWay.has(Number(row['id'])))?.['dueAt'] as number | undefined,
    runDue(now) {
      for (const stored of due.all(now) as unknown as StoredInvocation[]) {
        if (underWay.has(stored.id)) continue;
        underWay.add(stored.id);
        void run(configOf(stored.functionName).config, stored.event).then((result) => settle(stored, result));
      }
    },
    busy: () => underWay.size,
    close() {
      closed = true;
    },
  };
}
