import { gunzipSync, gzipSync } from 'node:zlib';
import { canonicalJson } from '../domain/canonical-json.ts';
import { sha256Hex } from '../domain/digest.ts';
import { CorruptItem } from './errors.ts';
import { ITEM_SCHEMA, type Key, sortable } from './table.ts';

export const snapshotKey = (caseId: string, version: number): Key => ({
  pk: `CASE#${caseId}`,
  sk: `Z#SNAP#${sortable(version)}`,
});

/** The application as it was sent in: canonical JSON, compressed, with the digest that the event carries. */
export function toSnapshotItem(caseId: string, version: number, snapshot: unknown) {
  const text = canonicalJson(snapshot);
  return { ...snapshotKey(caseId, version), v: ITEM_SCHEMA, digest: sha256Hex(text), body: gzipSync(text) };
}

/** @throws {CorruptItem} when the bytes are not what the digest says */
export function fromSnapshotItem(item: Record<string, unknown>): unknown {
  const text = item['body'] instanceof Uint8Array ? gunzipSync(item['body']).toString() : '';
  if (sha256Hex(text) !== item['digest']) {
    throw new CorruptItem({ pk: String(item['pk']), sk: String(item['sk']) }, 'digest differs');
  }
  return JSON.parse(text);
}
