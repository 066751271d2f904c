import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDynamodbCall } from '../../../local/dynamodb/dynamodb-call.ts';
import { type DynoxideProcess, startDynoxide } from '../../../local/dynamodb/dynoxide-process.ts';
import { openBulkTable } from '../../../local/import/bulk-table.ts';
import type { TableRow } from '../../../local/import/table-row.ts';
import { importedCase, type Spread, worldRows } from '../../../local/import/world.ts';
import { TABLE } from '../../../shared/contract/table.ts';
import { dataDigest } from '../../../shared/domain/case/data-digest.ts';
import { verifyChain } from '../../../shared/domain/events/chain.ts';
import { documentClient } from '../../../shared/store/document-client.ts';
import { dynamoCaseStore } from '../../../shared/store/dynamo-case-store.ts';
import { dynamoHistoryStore } from '../../../shared/store/history-store.ts';
import { fromSnapshotItem, snapshotKey } from '../../../shared/store/snapshot-item.ts';
import { freePorts } from '../support/fixture-engine.ts';

const NOW_MS = Date.parse('2026-10-01T00:00:00.000Z');
const QUEUED = importedCase(0);
const ASSIGNED = importedCase(17);

let folder: string;
let server: DynoxideProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gangway-import-'));
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  rmSync(folder, { recursive: true });
});

const fileOf = (name: string) => join(folder, `${name}.db`);

/** A running server on a file of that name, with our table in it. */
async function serve(name: string) {
  const port = (await freePorts()).dynamodb;
  const pidPath = join(folder, `${name}.pid`);
  server = await startDynoxide({ port, databasePath: fileOf(name), pidPath, log: () => {} });
  return `http://127.0.0.1:${port}`;
}

async function stop(): Promise<void> {
  await server?.stop();
  server = undefined;
}

async function createTable(endpoint: string): Promise<void> {
  const keys = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: 'HASH' },
    { AttributeName: sort, KeyType: 'RANGE' },
  ];
  const indexes = Object.entries(TABLE.indexes);
  const names = ['pk', 'sk', ...indexes.flatMap(([, index]) => [index.partitionKey, index.sortKey])];
  await createDynamodbCall(endpoint)('CreateTable', {
    TableName: 'cases',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: keys('pk', 'sk'),
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    GlobalSecondaryIndexes: indexes.map(([IndexName, index]) => ({
      IndexName,
      KeySchema: keys(index.partitionKey, index.sortKey),
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...TABLE.projectedAttributes] },
    })),
  });
}

async function imported(cases: number, spread: Spread = 'queue'): Promise<string> {
  await createTable(await serve('imported'));
  await stop();
  const file = new DatabaseSync(fileOf('imported'));
  const table = openBulkTable(file);
  for (const rows of worldRows(cases, 1, NOW_MS, spread)) table.write(rows);
  table.finish();
  file.close();
  return serve('imported');
}

function storesOf(endpoint: string) {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = documentClient({ endpoint, region: 'eu-west-1', credentials });
  const chance = { randomBytes: () => new Uint8Array(16), pause: async () => {} };
  const now = () => '2026-10-01T00:00:00.000Z';
  return { client, store: dynamoCaseStore(client, 'cases', { shardCount: 1, now, ...chance }) };
}

/** What the server's file holds, with its JSON read. */
function contents(name: string): unknown {
  const file = new DatabaseSync(fileOf(name), { readOnly: true });
  const rows = (sql: string) =>
    file
      .prepare(sql)
      .all()
      .map((row) => ({ ...row, item_json: JSON.parse(String(row['item_json'])) }));
  const all = {
    items: rows('SELECT pk, sk, item_json, item_size, hash_prefix FROM cases ORDER BY pk, sk'),
    gsi1: rows('SELECT * FROM "cases::gsi::gsi1" ORDER BY gsi_pk, gsi_sk, table_pk'),
    gsi2: rows('SELECT * FROM "cases::gsi::gsi2" ORDER BY gsi_pk, gsi_sk, table_pk'),
  };
  file.close();
  return all;
}

describe('an imported world', () => {
  it('is stored to the byte as the server itself stores it', async () => {
    await imported(1);
    await stop();
    const endpoint = await serve('written');
    await createTable(endpoint);
    const call = createDynamodbCall(endpoint);
    const rows: TableRow[] = [...worldRows(1, 1, NOW_MS)].flat();
    for (const { json } of rows) await call('PutItem', { TableName: 'cases', Item: JSON.parse(json) });
    await stop();
    expect(contents('imported')).toEqual(contents('written'));
  });

  it('has cases that the store reads, with their history whole', async () => {
    const { client, store } = storesOf(await imported(20));
    for (const [{ caseId }, status] of [[QUEUED, 'new'] as const, [ASSIGNED, 'open'] as const]) {
      const case_ = await store.load(caseId);
      expect(case_).toMatchObject({ status, version: 30 });
      expect([case_.members.length, case_.documents.length]).toEqual([3, 6]);
      const page = { newestFirst: false, limit: 100 };
      const { events } = await dynamoHistoryStore(client, 'cases').events(caseId, page);
      const trail = events.map(({ envelope, previousHash, hash }) => ({ ...envelope, previousHash, hash }));
      expect(trail).toHaveLength(30);
      expect(verifyChain(trail)).toBeUndefined();
      expect(trail.at(-1)?.hash).toBe(case_.chainHead);
    }
    client.destroy();
  });

  it('has a snapshot of its own in every case', async () => {
    const call = createDynamodbCall(await imported(2));
    const { caseId } = importedCase(1);
    const key = snapshotKey(caseId, 29);
    const { Item } = await call('GetItem', { TableName: 'cases', Key: { pk: { S: key.pk }, sk: { S: key.sk } } });
    const { body, digest } = Item as { body: { B: string }; digest: { S: string } };
    const item = { ...key, body: Buffer.from(body.B, 'base64'), digest: digest.S };
    expect(fromSnapshotItem(item)).toMatchObject({ caseId, applicant: { name: importedCase(1).companyName } });
  });

  it('is not heard of by the stream', async () => {
    await imported(2);
    await stop();
    const file = new DatabaseSync(fileOf('imported'), { readOnly: true });
    expect(file.prepare('SELECT count(*) AS records FROM _stream_records').get()).toEqual({ records: 0 });
    file.close();
  });
});

describe('a world of every state', () => {
  it('has a case in each, with its trail, and with evidence that is good', async () => {
    const { client, store } = storesOf(await imported(12, 'every-state'));
    const history = dynamoHistoryStore(client, 'cases');
    const found: string[] = [];
    for (let position = 0; position < 12; position += 1) {
      const { caseId } = importedCase(position, 'every-state');
      const case_ = await store.load(caseId);
      const { events } = await history.events(caseId, { newestFirst: false, limit: 200 });
      const trail = events.map(({ envelope, previousHash, hash }) => ({ ...envelope, previousHash, hash }));
      expect(verifyChain(trail)).toBeUndefined();
      for (const check of case_.checks) expect(check.dataDigest).toBe(dataDigest(case_));
      found.push(`${case_.status}/${case_.stage}`);
    }
    expect(found).toEqual([
      'draft/initiate',
      'new/initiate',
      'open/pre_approval',
      'open/data_capture',
      'awaiting_info/data_capture',
      'under_review/due_diligence',
      'review_complete/resolve',
      'resolved/resolve',
      'resolved/resolve',
      'open/resolve',
      'closed/close',
      'cancelled/initiate',
    ]);
    client.destroy();
  });
});

describe('the cases of a world', () => {
  it('are known by their positions', () => {
    expect(importedCase(12)).toEqual({
      accountId: 'account_northwind',
      contactId: 'contact_nina',
      companyName: 'Northwind Traders Ltd',
      caseId: 'case_01J8Z3K9P0000000000000C001',
      state: 'queued',
    });
    expect(importedCase(100_000 - 1)).toMatchObject({ contactId: 'contact_02e3', state: 'assigned' });
  });
});
