import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type DynamodbCall, DynamodbRefusal } from './dynamodb-call.ts';
import type { TableSettings } from './table-settings.ts';

/** Deletes the expired items of one table; `now` is engine time, epoch ms. */
export type ExpirySweep = (now: number) => Promise<void>;

/** Rows looked at without a pause, a few milliseconds of work. */
const ROWS_AT_ONCE = 2_000;

/**
 * Time to live, which the server does not carry out. A sweep reads the whole table, because an index over the expiry
 * would make every write dearer by an eighth and sweeps are days apart. The deletion goes through the API, on condition
 * that the item is still expired, so that the stream has it.
 */
export function createExpirySweep(file: DatabaseSync, call: DynamodbCall, table: TableSettings): ExpirySweep {
  const attribute = table.expiryAttribute!;
  if (!/^[A-Za-z_]\w*$/.test(attribute)) {
    throw new Error(`${table.name} has a time to live on an odd name: ${attribute}.`);
  }
  const rows = `"${table.name}" WHERE rowid > ?`;
  const endOf = file.prepare(`SELECT MAX(rowid) AS last FROM (SELECT rowid FROM ${rows} ORDER BY rowid LIMIT ?)`);
  const expired = file.prepare(`SELECT item_json FROM ${rows} AND rowid <= ?
    AND item_json LIKE '%"${attribute}":{"N":%' AND CAST(json_extract(item_json, '$.${attribute}.N') AS INTEGER) <= ?`);
  const remove = async (item: Record<string, unknown>, nowSeconds: number) => {
    await call('DeleteItem', {
      TableName: table.name,
      Key: Object.fromEntries(table.keyNames.map((name) => [name, item[name]])),
      ConditionExpression: '#expiry <= :now OR attribute_not_exists(#expiry)',
      ExpressionAttributeNames: { '#expiry': attribute },
      ExpressionAttributeValues: { ':now': { N: String(nowSeconds) } },
    }).catch(unlessRenewed);
  };
  return async (now) => {
    const nowSeconds = Math.floor(now / 1000);
    for (let from = 0, to = lastRow(endOf.get(from, ROWS_AT_ONCE)); to > from; ) {
      for (const row of expired.all(from, to, nowSeconds))
        await remove(JSON.parse(String(row['item_json'])), nowSeconds);
      await nextTurn();
      from = to;
      to = lastRow(endOf.get(from, ROWS_AT_ONCE));
    }
  };
}

function lastRow(row: Record<string, unknown> | undefined): number {
  return Number(row?.['last'] ?? 0);
}

/** Somebody gave the item a later expiry between the look and the deletion: it stays. */
function unlessRenewed(error: unknown): void {
  if (error instanceof DynamodbRefusal && error.name === 'ConditionalCheckFailedException') return;
  throw error;
}
