import { isDeepStrictEqual } from 'node:util';
import { type DynamodbCall, DynamodbRefusal } from './dynamodb-call.ts';
import type { TableSettings } from './table-settings.ts';

interface Description {
  readonly KeySchema: unknown;
  readonly AttributeDefinitions: readonly { readonly AttributeName: string }[];
  readonly GlobalSecondaryIndexes?: readonly Description[];
  readonly IndexName?: string;
}

/**
 * Creates the table, or adds the indexes that it lacks.
 * @throws one sentence when the stored table has other keys than the template
 */
export async function ensureTable(call: DynamodbCall, table: TableSettings): Promise<void> {
  const stored = await describe(call, table.name);
  if (!stored) await call('CreateTable', table.create);
  else await adapt(call, table, stored);
  if (table.expiryAttribute === undefined) return;
  const expiry = await call('DescribeTimeToLive', { TableName: table.name });
  const status = (expiry['TimeToLiveDescription'] as { TimeToLiveStatus?: string } | undefined)?.TimeToLiveStatus;
  if (status === 'ENABLED') return;
  const specification = { AttributeName: table.expiryAttribute, Enabled: true };
  await call('UpdateTimeToLive', { TableName: table.name, TimeToLiveSpecification: specification });
}

async function describe(call: DynamodbCall, name: string): Promise<Description | undefined> {
  try {
    return (await call('DescribeTable', { TableName: name }))['Table'] as Description;
  } catch (error) {
    if (error instanceof DynamodbRefusal && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function adapt(call: DynamodbCall, table: TableSettings, stored: Description): Promise<void> {
  requireSameKeys(table.name, table.create['KeySchema'], stored.KeySchema);
  for (const index of table.indexes) {
    const known = stored.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === index['IndexName']);
    if (known) requireSameKeys(String(index['IndexName']), index['KeySchema'], known.KeySchema);
    else await addIndex(call, table, index);
  }
}

async function addIndex(call: DynamodbCall, table: TableSettings, index: Record<string, unknown>): Promise<void> {
  await call('UpdateTable', {
    TableName: table.name,
    AttributeDefinitions: table.create['AttributeDefinitions'],
    GlobalSecondaryIndexUpdates: [{ Create: index }],
  });
}

function requireSameKeys(name: string, wanted: unknown, stored: unknown): void {
  if (isDeepStrictEqual(wanted, stored)) return;
  throw new Error(`${name} is stored with other keys than the template has: start with --fresh.`);
}
