import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { EngineContext, EnginePart, ResolvedResource } from '../parts.ts';
import { createDynamodbCall } from './dynamodb-call.ts';
import { startDynoxide } from './dynoxide-process.ts';
import { ensureTable } from './ensure-table.ts';
import { createExpiry } from './expiry.ts';
import { indexStreamRecords, openTableFile } from './table-file.ts';
import { readTable } from './table-settings.ts';

export interface Dynamodb extends EnginePart {
  /** Address for the SDK clients of the functions. */
  readonly url: string;
  /** The server's own SQLite file, opened beside it. */
  readonly file: DatabaseSync;
  /** Process id of the server. */
  pid(): number | undefined;
  /** Stops the server. */
  close(): Promise<void>;
}

export interface DynamodbSettings {
  readonly port: number;
  readonly dataDir: string;
  readonly clock: EngineContext['clock'];
  log(line: string): void;
}

/** How often expired items are deleted, engine time. DynamoDB itself promises days. */
const SWEEP_EVERY_MS = 6 * 3_600_000;

/** Starts the DynamoDB server on `<data>/dynamodb.db` and makes its tables those of the template. */
export async function startDynamodb(
  resources: readonly ResolvedResource[],
  settings: DynamodbSettings,
): Promise<Dynamodb> {
  const { port, dataDir, clock, log } = settings;
  const databasePath = join(dataDir, 'dynamodb.db');
  const server = await startDynoxide({ port, databasePath, pidPath: join(dataDir, 'dynamodb.pid'), log });
  const url = `http://127.0.0.1:${port}`;
  const call = createDynamodbCall(url);
  const tables = resources.filter(({ type }) => type === 'AWS::DynamoDB::GlobalTable').map(readTable);
  for (const table of tables) await ensureTable(call, table);
  const file = openTableFile(databasePath);
  indexStreamRecords(file);
  const expiries = tables.filter((table) => table.expiryAttribute).map((table) => createExpiry(file, call, table));
  let sweepAt = clock.now() + SWEEP_EVERY_MS;
  let sweeping = 0;

  const sweep = async (now: number) => {
    sweeping += 1;
    for (const expiry of expiries) await expiry.sweep(now);
    sweeping -= 1;
  };
  return {
    url,
    file,
    pid: server.pid,
    nextDueAt: () => (expiries.length === 0 ? undefined : sweepAt),
    runDue(now) {
      if (now < sweepAt || sweeping > 0) return;
      sweepAt = now + SWEEP_EVERY_MS;
      void sweep(now);
    },
    busy: () => sweeping,
    async close() {
      file.close();
      await server.stop();
    },
  };
}
