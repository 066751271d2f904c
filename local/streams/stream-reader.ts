import type { EngineContext, InvocationResult } from '../parts.ts';
import { transact } from '../transact.ts';
import { doneRows } from './batch-outcome.ts';
import type { Checkpoints } from './checkpoints.ts';
import { failedBatch } from './failed-batch.ts';
import { createRowBuffer } from './row-buffer.ts';
import { recordJson } from './stream-event.ts';
import type { StreamMapping } from './stream-mapping.ts';
import type { StreamRow, StreamSource } from './stream-source.ts';

/** Hands the changes of one table to one function, in order, one batch at a time. */
export interface StreamReader {
  /** Looks for new rows unless a batch is under way. */
  look(): void;
  dueAt(): number | undefined;
  busy(): number;
  close(): void;
}

interface Batch {
  readonly rows: readonly StreamRow[];
  /** Failed attempts so far. */
  readonly attempts: number;
}

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 60_000;

type InvokeText = (functionName: string, event: string) => Promise<InvocationResult>;

export function createStreamReader(
  context: EngineContext,
  source: StreamSource,
  checkpoints: Checkpoints,
  mapping: StreamMapping,
  invoke: InvokeText,
): StreamReader {
  const { clock, database } = context;
  const buffer = createRowBuffer(source, mapping, checkpoints);
  let queue: Batch[] = [];
  let running = false;
  let closed = false;
  let waitUntil: number | undefined;

  const look = (): void => {
    if (running || closed) return;
    const now = clock.now();
    if (queue.length === 0) gather(now);
    if (queue.length === 0 || (waitUntil !== undefined && waitUntil > now)) return;
    waitUntil = undefined;
    void send(queue[0]!);
  };
  const gather = (now: number): void => {
    buffer.fill(now);
    waitUntil = undefined;
    if (buffer.length === 0) return;
    const windowEndsAt = buffer.since + mapping.windowMs;
    if (buffer.length < mapping.batchSize && windowEndsAt > now) waitUntil = windowEndsAt;
    else queue = [{ rows: buffer.take(), attempts: 0 }];
  };
  const send = async (batch: Batch): Promise<void> => {
    running = true;
    const records = batch.rows.map((row) => recordJson(row, mapping, context.region, clock.offsetMs()));
    const result = await invoke(mapping.functionName, `{"Records":[${records.join(',')}]}`);
    if (closed) return;
    settle(batch, result);
    running = false;
    look();
    context.wake();
  };
  const settle = (batch: Batch, result: InvocationResult): void => {
    const done = doneRows(batch.rows, result, mapping.reportsItemFailures);
    queue = queue.slice(1);
    if (done === batch.rows.length) advance(batch.rows);
    else {
      if (done > 0) advance(batch.rows.slice(0, done));
      retry({ rows: batch.rows.slice(done), attempts: done > 0 ? 0 : batch.attempts }, done === 0);
    }
  };
  const advance = (rows: readonly StreamRow[]): void => {
    const isLast = queue.length === 0 && buffer.length === 0;
    checkpoints.set(mapping.id, isLast ? Math.max(buffer.position, rows.at(-1)!.id) : rows.at(-1)!.id);
  };
  const retry = (batch: Batch, whole: boolean): void => {
    const attempts = batch.attempts + 1;
    const { rows } = batch;
    context.log(
      `${mapping.functionName} failed on ${rows.length} records of ${mapping.tableName}, attempt ${attempts}.`,
    );
    if (whole && mapping.bisects && rows.length > 1) {
      const middle = Math.ceil(rows.length / 2);
      queue = [{ ...batch, rows: rows.slice(0, middle) }, { ...batch, rows: rows.slice(middle) }, ...queue];
    } else if (isSpent(mapping, rows[0]!, attempts, clock.now() - clock.offsetMs())) giveUp(rows, attempts);
    else {
      queue = [{ rows, attempts }, ...queue];
      waitUntil = clock.now() + Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempts - 1));
    }
  };
  const giveUp = (rows: readonly StreamRow[], attempts: number): void =>
    transact(database, () => {
      const message = failedBatch(mapping, rows, attempts, clock.now());
      if (mapping.onFailureArn) context.sendToQueue(mapping.onFailureArn, JSON.stringify(message));
      advance(rows);
    });

  return {
    look,
    dueAt: () => (running ? undefined : waitUntil),
    busy: () => (running ? 1 : 0),
    close() {
      closed = true;
    },
  };
}

/** @param machineNow machine time, because that is what rows are stamped with */
function isSpent(mapping: StreamMapping, first: StreamRow, attempts: number, machineNow: number): boolean {
  const ageSeconds = machineNow / 1000 - first.createdAtSeconds;
  const tooOld = mapping.maximumAgeSeconds >= 0 && ageSeconds > mapping.maximumAgeSeconds;
  return tooOld || (mapping.maximumRetries >= 0 && attempts > mapping.maximumRetries);
}
