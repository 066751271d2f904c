import { TABLE } from '../../shared/contract/table.ts';
import { itemBytes, marshal } from './marshal.ts';
import type { Item } from './played-items.ts';

/** One item as the local server stores it. */
export interface TableRow {
  readonly pk: string;
  readonly sk: string;
  readonly json: string;
  readonly bytes: number;
  readonly entries: readonly IndexEntry[];
}

/** What an index shows of an item. */
export interface IndexEntry {
  readonly index: IndexName;
  readonly pk: string;
  readonly sk: string;
  readonly json: string;
}

export type IndexName = keyof typeof TABLE.indexes;
const INDEX_NAMES = Object.keys(TABLE.indexes) as IndexName[];

export function tableRow(item: Item): TableRow {
  return {
    pk: String(item['pk']),
    sk: String(item['sk']),
    json: JSON.stringify(marshal(item)),
    bytes: itemBytes(item),
    entries: INDEX_NAMES.filter((index) => isIn(item, index)).map((index) => entryOf(item, index)),
  };
}

const isIn = (item: Item, index: IndexName): boolean =>
  item[TABLE.indexes[index].partitionKey] !== undefined && item[TABLE.indexes[index].sortKey] !== undefined;

function entryOf(item: Item, index: IndexName): IndexEntry {
  const { partitionKey, sortKey } = TABLE.indexes[index];
  const shown: readonly string[] = [
    TABLE.partitionKey,
    TABLE.sortKey,
    partitionKey,
    sortKey,
    ...TABLE.projectedAttributes,
  ];
  const projected = Object.fromEntries(Object.entries(item).filter(([name]) => shown.includes(name)));
  const json = JSON.stringify(marshal(projected));
  return { index, pk: String(item[partitionKey]), sk: String(item[sortKey]), json };
}
