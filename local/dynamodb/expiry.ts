import type { DatabaseSync } from 'node:sqlite';
import { type DynamodbCall, DynamodbRefusal } from './dynamodb-call.ts';
import type { TableSettings } from './table-settings.ts';

/** Deletes expired items of one table. */
export interface Expiry {
  /** @param now engine time, epoch ms */
  sweep(now: number): Promise<void>;
}

const AT_ONCE = 100;

/**
 * Time to live, which the server does not carry out. An index over the expiry finds expired items without reading the
 * table; the deletion goes through the API, on condition that the item is still expired, so that the stream has it.
 */
export function createExpiry(file: DatabaseSync, call: DynamodbCall, table: TableSettings): Expiry {
  const attribute = table.expiryAttribute!;
  if (!/^[A-Za-z_]\w*$/.test(attribute))
    throw new Error(`${table.name} has a time to live on an odd name: ${attribute}.`);
  const expiry = `CAST(json_extract(item_json, '$.${attribute}.N') AS INTEGER)`;
  const present = `item_json LIKE '%"${attribute}":{"N":%'`;
  file.exec(
    `CREATE INDEX IF NOT EXISTS "gangway_expiry_${table.name}" ON "${table.name}" (${expiry}) WHERE ${present}`,
  );
  const expired = file.prepare(
    `SELECT item_json FROM "${table.name}" WHERE ${present} AND ${expiry} <= ? ORDER BY ${expiry} LIMIT ${AT_ONCE}`,
  );
  const remove = async (item: Record<string, unknown>, nowSeconds: number) => {
    await call('DeleteItem', {
      TableName: table.name,
      Key: Object.fromEntries(table.keyNames.map((name) => [name, item[name]])),
      ConditionExpression: '#expiry <= :now OR attribute_not_exists(#expiry)',
      ExpressionAttributeNames: { '#expiry': attribute },
      ExpressionAttributeValues: { ':now': { N: String(nowSeconds) } },
    }).catch(unlessRenewed);
  };
  return {
    async sweep(now) {
      const nowSeconds = Math.floor(now / 1000);
      const rows = expired.all(nowSeconds);
      for (const row of rows) await remove(JSON.parse(String(row['item_json'])), nowSeconds);
      if (rows.length === AT_ONCE) await this.sweep(now);
    },
  };
}

/** Somebody gave the item a later expiry between the look and the deletion: it stays. */
function unlessRenewed(error: unknown): void {
  if (error instanceof DynamodbRefusal && error.name === 'ConditionalCheckFailedException') return;
  throw error;
}
