import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTableCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynoxideBinary } from '../../local/dynamodb/dynoxide-binary.ts';
import { TABLE } from '../../shared/contract/table.ts';
import { documentClient } from '../../shared/store/document-client.ts';

/** A real DynamoDB-compatible server with our table, for the length of a test file. */
export interface Dynoxide {
  readonly client: DynamoDBDocumentClient;
  /** A new, empty table of the shape that the stack creates. */
  createTable(): Promise<string>;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 10_000;
/** In memory where there is such a folder: nothing of a test has to outlive it. */
const PARENT = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export async function startDynoxide(): Promise<Dynoxide> {
  const folder = mkdtempSync(join(PARENT, 'gangway-dynoxide-'));
  const port = await freePort();
  const args = ['--host', '127.0.0.1', '--port', String(port), '--db-path', join(folder, 't.db')];
  const child = spawn(dynoxideBinary(), args, { stdio: 'ignore' });
  const client = documentClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  await untilReady(client);
  return {
    client,
    createTable: () => createTable(client),
    async stop() {
      client.destroy();
      await ended(child);
      rmSync(folder, { recursive: true });
    },
  };
}

async function createTable(client: DynamoDBDocumentClient): Promise<string> {
  const TableName = `t-${randomBytes(6).toString('hex')}`;
  const indexes = Object.entries(TABLE.indexes);
  const names = ['pk', 'sk', ...indexes.flatMap(([, index]) => [index.partitionKey, index.sortKey])];
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: keySchema('pk', 'sk'),
      GlobalSecondaryIndexes: indexes.map(([IndexName, { partitionKey, sortKey }]) => ({
        IndexName,
        KeySchema: keySchema(partitionKey, sortKey),
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...TABLE.projectedAttributes] },
      })),
    }),
  );
  return TableName;
}

const keySchema = (partitionKey: string, sortKey: string) => [
  { AttributeName: partitionKey, KeyType: 'HASH' as const },
  { AttributeName: sortKey, KeyType: 'RANGE' as const },
];

async function untilReady(client: DynamoDBDocumentClient): Promise<void> {
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  for (;;) {
    try {
      await client.send(new ListTablesCommand({}));
      return;
    } catch (error) {
      if (performance.now() > giveUpAt) throw error;
      await sleep(20);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  await new Promise((resolve) => server.close(resolve));
  return address.port;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exit;
}
