import type { Case, Timer } from '../domain/case/case.ts';
import { COLLECTION_NAMES, type Collection, collectionOf, readPage } from './case-collections.ts';
import { fromRootItem, rootKey } from './case-root-item.ts';
import { CorruptItem } from './errors.ts';
import { fromTimerItem, isTimer } from './timer-item.ts';

/**
 * A case from the items of its partition, in the order of their sort keys. `undefined` when there are none.
 * @throws {CorruptItem} when an item is not one of ours
 */
export function caseFromItems(items: readonly Record<string, unknown>[]): Case | undefined {
  if (items.length === 0) return undefined;
  const children = Object.fromEntries(COLLECTION_NAMES.map((name) => [name, []])) as unknown as Record<
    Collection,
    unknown[]
  >;
  const timers: Timer[] = [];
  let root: Record<string, unknown> | undefined;
  for (const item of items) {
    const sk = String(item['sk']);
    const collection = collectionOf(sk);
    if (collection !== undefined) children[collection].push(...readPage(item, collection));
    else if (isTimer(sk)) timers.push(fromTimerItem(item));
    else if (sk === rootKey('').sk) root = item;
    else throw new CorruptItem({ pk: String(item['pk']), sk }, 'unknown kind of item');
  }
  if (root === undefined) throw new CorruptItem({ pk: String(items[0]?.['pk']), sk: rootKey('').sk }, 'no root');
  return { ...fromRootItem(root), ...children, timers } as unknown as Case;
}
