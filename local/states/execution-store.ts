import type { DatabaseSync } from 'node:sqlite';
import type { Execution, ExecutionStatus, Failure, Thread } from './execution.ts';
import type { HistoryEvent } from './turn.ts';

/** One execution as stored. Times are engine time, epoch milliseconds; `input` and `output` are JSON text. */
export interface ExecutionRow {
  readonly id: number;
  readonly machineArn: string;
  readonly name: string;
  readonly definition: string;
  readonly status: ExecutionStatus;
  readonly startedAt: number;
  readonly stoppedAt: number | null;
  readonly timeoutAt: number | null;
  readonly dueAt: number | null;
  readonly nextEvent: number;
  readonly input: string;
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
  /** JSON of the root thread while it runs. */
  readonly root: string | null;
}

export interface StoredEnd {
  readonly status: ExecutionStatus;
  readonly output?: string;
  readonly failure?: Failure;
}

/** More than the events of any execution, so that one integer key orders the history of all of them. */
const eventsPerExecution = 32_768;

const schema = `
  CREATE TABLE IF NOT EXISTS states_definitions (hash TEXT PRIMARY KEY, definition TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS states_executions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, machine_arn TEXT NOT NULL, name TEXT NOT NULL, definition TEXT NOT NULL,
    status TEXT NOT NULL, started_at INTEGER NOT NULL, stopped_at INTEGER, timeout_at INTEGER, due_at INTEGER,
    unsettled INTEGER NOT NULL, next_event INTEGER NOT NULL, input TEXT NOT NULL, output TEXT, error TEXT, cause TEXT,
    root TEXT) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS states_executions_name ON states_executions (machine_arn, name);
  CREATE INDEX IF NOT EXISTS states_executions_due ON states_executions (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS states_executions_unsettled ON states_executions (id) WHERE unsettled = 1;
  CREATE INDEX IF NOT EXISTS states_executions_stopped ON states_executions (stopped_at) WHERE stopped_at IS NOT NULL;
  CREATE TABLE IF NOT EXISTS states_history (id INTEGER PRIMARY KEY, events TEXT NOT NULL) STRICT;`;

const columns = `id, machine_arn AS machineArn, name, definition, status, started_at AS startedAt,
  stopped_at AS stoppedAt, timeout_at AS timeoutAt, due_at AS dueAt, next_event AS nextEvent, input, output, error, cause, root`;

export type ExecutionStore = ReturnType<typeof createExecutionStore>;

/**
 * The executions with their histories. The events of one turn are one row. Transactions belong to the caller.
 */
export function createExecutionStore(database: DatabaseSync) {
  database.exec(schema);
  const define = database.prepare('INSERT OR IGNORE INTO states_definitions (hash, definition) VALUES (?, ?)');
  const definition = database.prepare('SELECT definition FROM states_definitions WHERE hash = ?');
  const insert = database.prepare(
    `INSERT INTO states_executions (machine_arn, name, definition, status, started_at, timeout_at, unsettled,
       next_event, input, root) VALUES (?, ?, ?, 'RUNNING', ?, ?, 1, ?, ?, ?)`,
  );
  const update = database.prepare(
    'UPDATE states_executions SET root = ?, next_event = ?, due_at = ?, unsettled = ? WHERE id = ?',
  );
  const finish = database.prepare(
    `UPDATE states_executions SET status = ?, stopped_at = ?, next_event = ?, output = ?, error = ?, cause = ?,
       root = NULL, due_at = NULL, unsettled = 0 WHERE id = ?`,
  );
  const append = database.prepare('INSERT INTO states_history (id, events) VALUES (?, ?)');
  const byId = database.prepare(`SELECT ${columns} FROM states_executions WHERE id = ?`);
  const byName = database.prepare(`SELECT ${columns} FROM states_executions WHERE machine_arn = ? AND name = ?`);
  const listed = database.prepare(
    `SELECT ${columns} FROM states_executions WHERE machine_arn = ? AND (status = ? OR ? IS NULL)
     ORDER BY id DESC LIMIT ? OFFSET ?`,
  );
  const unsettled = database.prepare('SELECT id FROM states_executions WHERE unsettled = 1 ORDER BY id');
  const due = database.prepare(
    'SELECT id FROM states_executions WHERE due_at IS NOT NULL AND due_at <= ? ORDER BY due_at, id',
  );
  const firstDue = database.prepare(
    'SELECT due_at AS dueAt FROM states_executions WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1',
  );
  const history = database.prepare('SELECT events FROM states_history WHERE id >= ? AND id < ? ORDER BY id');
  const chunkOf = database.prepare('SELECT events FROM states_history WHERE id <= ? ORDER BY id DESC LIMIT 1');
  const stopped = database.prepare('SELECT id FROM states_executions WHERE stopped_at <= ?');
  const removeExecution = database.prepare('DELETE FROM states_executions WHERE id = ?');
  const removeHistory = database.prepare('DELETE FROM states_history WHERE id >= ? AND id < ?');
  const keyOf = (executionId: number, event: number) => executionId * eventsPerExecution + event;

  return {
    define: (hash: string, text: string): void => void define.run(hash, text),
    definition: (hash: string) => (definition.get(hash) as { definition: string } | undefined)?.definition,
    /** Stores a new execution that has yet to take its first turn; gives its id. */
    insert: (row: Omit<Execution, 'id' | 'root'> & { readonly root: Thread }): number => {
      const { machineArn, name, startedAt, timeoutAt = null, nextEvent, input } = row;
      const root = JSON.stringify(row.root);
      const done = insert.run(machineArn, name, row.definition, startedAt, timeoutAt, nextEvent, input, root);
      return Number(done.lastInsertRowid);
    },
    update: (execution: Execution, dueAt: number | undefined, isUnsettled: boolean): void => {
      const root = JSON.stringify(execution.root);
      update.run(root, execution.nextEvent, dueAt ?? null, isUnsettled ? 1 : 0, execution.id);
    },
    finish: (execution: Execution, end: StoredEnd, stoppedAt: number): void => {
      const { error = null, cause = null } = end.failure ?? {};
      finish.run(end.status, stoppedAt, execution.nextEvent, end.output ?? null, error, cause, execution.id);
    },
    append: (executionId: number, events: readonly HistoryEvent[]): void => {
      const [first] = events;
      if (first) append.run(keyOf(executionId, first.id), JSON.stringify(events));
    },
    byId: (id: number) => byId.get(id) as unknown as ExecutionRow | undefined,
    byName: (machineArn: string, name: string) => byName.get(machineArn, name) as unknown as ExecutionRow | undefined,
    /** Newest first. */
    list: (machineArn: string, status: string | null, limit: number, offset: number) =>
      listed.all(machineArn, status, status, limit, offset) as unknown as ExecutionRow[],
    /** Executions with a turn or an invocation that a stop of the engine may have cut off. */
    unsettledIds: () => unsettled.all().map((row) => Number(row['id'])),
    /** Executions with something due at or before `until`, earliest first. */
    dueIds: (until: number) => due.all(until).map((row) => Number(row['id'])),
    firstDueAt: () => (firstDue.get() as { dueAt: number } | undefined)?.dueAt,
    history: (executionId: number): HistoryEvent[] =>
      history
        .all(keyOf(executionId, 0), keyOf(executionId + 1, 0))
        .flatMap((row) => JSON.parse(String(row['events'])) as HistoryEvent[]),
    event: (executionId: number, eventId: number): HistoryEvent | undefined => {
      const row = chunkOf.get(keyOf(executionId, eventId));
      const events = row ? (JSON.parse(String(row['events'])) as HistoryEvent[]) : [];
      return events.find((event) => event.id === eventId);
    },
    removeStoppedBefore: (instant: number): void => {
      for (const { id } of stopped.all(instant) as unknown as Array<{ id: number }>) {
        removeHistory.run(keyOf(id, 0), keyOf(id + 1, 0));
        removeExecution.run(id);
      }
    },
  };
}
