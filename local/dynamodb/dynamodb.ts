import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { EngineClock, EnginePart, ResolvedResource } from '../parts.ts';
import { createDynamodbCall } from './dynamodb-call.ts';
import { type DynoxideProcess, startDynoxide } from './dynoxide-process.ts';
import { ensureTable } from './ensure-table.ts';
import { createExpirySweep } from './expiry.ts';
import { createExpirySchedule } from './expiry-schedule.ts';
import { indexStreamRecords, openTableFile } from './table-file.ts';
import { readTable, type TableSettings } from './table-settings.ts';

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
  readonly clock: EngineClock;
  /** The engine's own database. */
  readonly database: DatabaseSync;
  log(line: string): void;
}

/**
 * Starts the DynamoDB server on `<data>/dynamodb.db` and makes its tables those of the template.
 * @throws one sentence when the port is taken or a stored table has other keys; nothing is left running then
 */
export async function startDynamodb(
  resources: readonly ResolvedResource[],
  settings: DynamodbSettings,
): Promise<Dynamodb> {
  const tables = resources.filter(({ type }) => type === 'AWS::DynamoDB::GlobalTable').map(readTable);
  const databasePath = join(settings.dataDir, 'dynamodb.db');
  const pidPath = join(settings.dataDir, 'dynamodb.pid');
  const server = await startDynoxide({ port: settings.port, databasePath, pidPath, log: settings.log });
  try {
    return await openTables(tables, server, databasePath, settings);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function openTables(
  tables: readonly TableSettings[],
  server: DynoxideProcess,
  databasePath: string,
  settings: DynamodbSettings,
): Promise<Dynamodb> {
  const url = `http://127.0.0.1:${settings.port}`;
  const call = createDynamodbCall(url);
  for (const table of tables) await ensureTable(call, table);
  const file = openTableFile(databasePath);
  indexStreamRecords(file);
  const expiring = tables.filter(({ expiryAttribute }) => expiryAttribute !== undefined);
  const schedule = createExpirySchedule(
    expiring.map((table) => createExpirySweep(file, call, table)),
    settings,
  );
  return {
    ...schedule,
    url,
    file,
    pid: server.pid,
    async close() {
      await schedule.close();
      file.close();
      await server.stop();
    },
  };
}
