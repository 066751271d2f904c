import { compressedJson, decompressedJson } from './compressed-json.ts';
import { ITEM_SCHEMA, type Key, sortable } from './table.ts';

export const snapshotKey = (caseId: string, version: number): Key => ({
  pk: `CASE#${caseId}`,
  sk: `Z#SNAP#${sortable(version)}`,
});

/** The application as it was sent in, with the digest that the event carries. */
export const toSnapshotItem = (caseId: string, version: number, snapshot: unknown) => ({
  ...snapshotKey(caseId, version),
  v: ITEM_SCHEMA,
  ...compressedJson(snapshot),
});

/** @throws {CorruptItem} */
export const fromSnapshotItem = (item: Record<string, unknown>): unknown => decompressedJson(item, item['digest']);
