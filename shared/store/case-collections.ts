import * as z from 'zod/mini';
import type { Case } from '../domain/case/case.ts';
import { readState, type Stored, stored } from './stored-json.ts';
import type { Key } from './table.ts';

/**
 * Children are kept in pages, because each item of a Query costs more than its bytes. A page is cut by position, so it
 * changes only when one of its own children does; the sizes keep a full page of the largest children under 400 KB.
 */
const COLLECTIONS = {
  answers: { perPage: 8, id: 'stepId' },
  members: { perPage: 25, id: 'memberId' },
  documents: { perPage: 25, id: 'documentId' },
  requirementDecisions: { perPage: 50, id: 'requirementId' },
  checks: { perPage: 5, id: 'checkId' },
  infoRequests: { perPage: 1, id: 'number' },
  proposals: { perPage: 2, id: 'number' },
  tasks: { perPage: 1, id: 'taskId' },
  setAside: { perPage: 25, id: 'asideId' },
} as const satisfies Partial<Record<keyof Case, { readonly perPage: number; readonly id: string }>>;

export type Collection = keyof typeof COLLECTIONS;
export const COLLECTION_NAMES = Object.keys(COLLECTIONS) as readonly Collection[];

export const pageKey = (caseId: string, collection: Collection, page: number): Key => ({
  pk: `CASE#${caseId}`,
  sk: `A#${collection}#${String(page).padStart(3, '0')}`,
});

export interface PageChanges {
  readonly put: readonly Stored[];
  readonly remove: readonly Key[];
}

/** What differs between two states of a case's children. Untouched children are the same objects. */
export function pageChanges(before: Case | undefined, after: Case): PageChanges {
  const put: Stored[] = [];
  const remove: Key[] = [];
  for (const collection of COLLECTION_NAMES) {
    const old: readonly unknown[] = before?.[collection] ?? [];
    const now: readonly unknown[] = after[collection];
    if (old === now) continue;
    const { perPage } = COLLECTIONS[collection];
    for (let page = 0; page * perPage < Math.max(old.length, now.length); page += 1) {
      const [from, to] = [page * perPage, (page + 1) * perPage];
      const children = now.slice(from, to);
      if (children.length === 0) remove.push(pageKey(after.caseId, collection, page));
      else if (isChanged(old.slice(from, to), children))
        put.push(stored(pageKey(after.caseId, collection, page), children));
    }
  }
  return { put, remove };
}

function isChanged(old: readonly unknown[], now: readonly unknown[]): boolean {
  return old.length !== now.length || now.some((child, index) => child !== old[index]);
}

const PAGE_SCHEMAS = Object.fromEntries(
  COLLECTION_NAMES.map((collection) => {
    const { id } = COLLECTIONS[collection];
    return [collection, z.array(z.looseObject({ [id]: id === 'number' ? z.int() : z.string() }))];
  }),
) as unknown as Record<Collection, z.ZodMiniType<unknown>>;

/** Which collection an item is a page of, by its sort key `A#<collection>#<page>`. */
export function collectionOf(sk: string): Collection | undefined {
  const name = sk.slice(2, sk.indexOf('#', 2));
  return COLLECTION_NAMES.find((collection) => collection === name);
}

/** @throws {CorruptItem} */
export const readPage = (item: Record<string, unknown>, collection: Collection): readonly unknown[] =>
  readState<readonly unknown[]>(item, PAGE_SCHEMAS[collection]);
