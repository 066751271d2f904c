import { partyPartition } from './list-partitions.ts';
import type { ProjectedRow } from './ports.ts';
import { ITEM_SCHEMA, type Key } from './table.ts';

export const partyRowKey = (partyId: string, caseId: string): Key => ({ pk: `PARTY#${partyId}`, sk: `CASE#${caseId}` });

/**
 * The row of one case in the lists of one party. gsi1: drafts, open or closed. gsi2: what waits for them. Without a row
 * it is a tombstone, which keeps an older projection from bringing the row back.
 */
export function toPartyRowItem(
  { partyId, row, list, actionNeeded }: ProjectedRow,
  caseId: string,
  customerVersion: number,
) {
  const base = { ...partyRowKey(partyId, caseId), v: ITEM_SCHEMA, kind: 'row', customerVersion };
  if (row === undefined || list === undefined) return base;
  const sort = `${row.updatedAt}#${caseId}`;
  return {
    ...base,
    row: JSON.stringify(row),
    gsi1pk: partyPartition(partyId, list),
    gsi1sk: sort,
    ...(actionNeeded && { gsi2pk: partyPartition(partyId, 'action-needed'), gsi2sk: sort }),
  };
}

/** An equal version may be written again: customers see no difference between two states that share it. */
export const UNLESS_NEWER = 'attribute_not_exists(pk) OR customerVersion <= :customerVersion';
