import type * as z from 'zod/mini';
import { CorruptItem } from './errors.ts';
import { ITEM_SCHEMA, type Key } from './table.ts';

/** What every item carries besides keys: its shape's version and one JSON document. */
export interface Stored extends Key {
  readonly v: number;
  readonly state: string;
}

/**
 * Reads the JSON document of an item. The schema is a light structural check (the members that code relies on to find
 * its way): the full shape was checked by the types that wrote it.
 * @throws {CorruptItem} when it is not JSON, of another schema version, or does not fit
 */
export function readState<T>(item: Record<string, unknown>, schema: z.ZodMiniType<unknown>): T {
  const key = { pk: String(item['pk']), sk: String(item['sk']) };
  if (item['v'] !== ITEM_SCHEMA) throw new CorruptItem(key, `schema ${String(item['v'])}`);
  const value = parseJson(key, item['state']);
  const result = schema.safeParse(value);
  if (!result.success) throw new CorruptItem(key, result.error.issues.map(({ path }) => path.join('.')).join(', '));
  return value as T;
}

/** @throws {CorruptItem} */
export function parseJson(key: Key, text: unknown): unknown {
  if (typeof text !== 'string') throw new CorruptItem(key, 'no document');
  try {
    return JSON.parse(text);
  } catch {
    throw new CorruptItem(key, 'not JSON');
  }
}

export const stored = (key: Key, state: unknown): Stored => ({ ...key, v: ITEM_SCHEMA, state: JSON.stringify(state) });
