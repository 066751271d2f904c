import { LimitExceeded } from '../domain/errors.ts';
import { pageChanges } from './case-collections.ts';
import { toRootItem } from './case-root-item.ts';
import { type SealedEvent, toEventItem } from './event-item.ts';
import { toDedupeItem, toIdempotencyItem, toNumberItem, unlessKnown } from './key-items.ts';
import type { CaseChange } from './ports.ts';
import { toSnapshotItem } from './snapshot-item.ts';
import type { Key } from './table.ts';
import { timerChanges } from './timer-item.ts';
import type { Action, Write } from './transact.ts';

export type Guard = 'version' | 'idempotency' | 'dedupe' | 'number';

/** DynamoDB: an item has at most 400 KB, a transaction 100 items and 4 MB. */
const MAXIMUM_ITEM_BYTES = 400_000;
const MAXIMUM_ITEMS = 100;
const MAXIMUM_TRANSACTION_BYTES = 4_000_000;

/**
 * Everything that one accepted command writes, in one transaction: keys, root, changed children, timers, and exactly
 * one event.
 * @throws {LimitExceeded} when it would not fit
 */
export function writesOf(
  change: CaseChange,
  event: SealedEvent,
  tableName: string,
  shardCount: number,
): readonly Write<Guard>[] {
  const { before, after } = change;
  const pages = pageChanges(before, after);
  const timers = timerChanges(before, after, shardCount);
  const put = (Item: Record<string, unknown>): Action => ({ Put: { TableName: tableName, Item } });
  const remove = (key: Key): Action => ({ Delete: { TableName: tableName, Key: key } });
  const writes = [
    ...guardedWrites(change, event, tableName, shardCount),
    ...[...pages.put, ...timers.put, toEventItem(event, shardCount), ...snapshots(change)].map((item) => ({
      action: put({ ...item }),
    })),
    ...[...pages.remove, ...timers.remove].map((key) => ({ action: remove(key) })),
  ];
  requireFits(writes);
  return writes;
}

function guardedWrites(
  change: CaseChange,
  event: SealedEvent,
  TableName: string,
  shardCount: number,
): readonly Write<Guard>[] {
  const { before, after, idempotency, dedupe, at } = change;
  const unlessPresent = unlessKnown(at);
  const condition = before
    ? { ConditionExpression: 'version = :expected', ExpressionAttributeValues: { ':expected': before.version } }
    : { ConditionExpression: 'attribute_not_exists(pk)' };
  const root = toRootItem({ ...after, chainHead: event.hash }, shardCount);
  const writes: Write<Guard>[] = [{ guards: 'version', action: { Put: { TableName, Item: root, ...condition } } }];
  if (idempotency) {
    const { bodyHash, status, createdId } = idempotency;
    const record = {
      bodyHash,
      status,
      caseId: after.caseId,
      version: after.version,
      ...(createdId !== undefined && { createdId }),
    };
    const Item = toIdempotencyItem(idempotency, record, at);
    writes.push({ guards: 'idempotency', action: { Put: { TableName, Item, ...unlessPresent } } });
  }
  if (dedupe)
    writes.push({ guards: 'dedupe', action: { Put: { TableName, Item: toDedupeItem(dedupe, at), ...unlessPresent } } });
  if (!before) {
    const Item = toNumberItem(after.number, after.caseId);
    writes.push({
      guards: 'number',
      action: { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } },
    });
  }
  return writes;
}

const snapshots = ({ snapshot, after }: CaseChange) =>
  snapshot === undefined ? [] : [toSnapshotItem(after.caseId, after.version, snapshot)];

function requireFits(writes: readonly Write<Guard>[]): void {
  if (writes.length > MAXIMUM_ITEMS) throw new LimitExceeded('changes at once', MAXIMUM_ITEMS);
  let totalBytes = 0;
  for (const { action } of writes) {
    const bytes = itemBytes(action.Put?.Item ?? {});
    if (bytes > MAXIMUM_ITEM_BYTES) throw new LimitExceeded('bytes of one kind', MAXIMUM_ITEM_BYTES);
    totalBytes += bytes;
  }
  if (totalBytes > MAXIMUM_TRANSACTION_BYTES)
    throw new LimitExceeded('bytes changed at once', MAXIMUM_TRANSACTION_BYTES);
}

function itemBytes(item: Record<string, unknown>): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) bytes += name.length + valueBytes(value);
  return bytes;
}

/** Numbers have at most 21 bytes. */
function valueBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  return value instanceof Uint8Array ? value.byteLength : 21;
}
