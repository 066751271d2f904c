import { hash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import { checkedData } from '../../shared/domain/case/data-digest.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import type { CaseChange } from '../../shared/store/ports.ts';
import { cut, type Pieces, PLACEHOLDER, render, type Stamp, valuesOf } from './placeholders.ts';
import { itemsOf } from './played-items.ts';
import { type IndexName, type TableRow, tableRow } from './table-row.ts';

/** A played case that can be copied, which is a hundred times faster than playing it again. */
export interface CaseTemplate {
  /** Rows of a copy. Its chain of events is sealed anew, and its snapshot has a digest of its own. */
  stamp(stamp: Stamp): readonly TableRow[];
}

interface CutRow {
  readonly pk: Pieces;
  readonly sk: Pieces;
  readonly json: Pieces;
  readonly bytes: number;
  readonly isSnapshot: boolean;
  readonly entries: readonly {
    readonly index: IndexName;
    readonly pk: Pieces;
    readonly sk: Pieces;
    readonly json: Pieces;
  }[];
}

export function caseTemplate(changes: readonly CaseChange[], playbook: Playbook, shardCount: number): CaseTemplate {
  const { items, events } = itemsOf(changes, playbook, shardCount);
  const snapshot = canonicalJson(changes.find((change) => change.snapshot !== undefined)?.snapshot ?? null);
  const data = checkedData(changes.at(-1)!.after);
  const body = gzipSync(snapshot);
  const old = {
    digest: sha256(snapshot),
    body: body.toString('base64'),
    data: sha256(data),
    hashes: events.map((event) => event.hash),
  };
  const cutAll = (text: string) =>
    cut(text, [...Object.values(PLACEHOLDER), old.digest, old.body, old.data, ...old.hashes]);
  const application = cutAll(snapshot);
  const checked = cutAll(data);
  const sealed = events.map(({ envelope, previousHash }) => cutAll(canonicalJson({ ...envelope, previousHash })));
  const rows = items.map(tableRow).map((row) => cutRow(row, cutAll));
  return {
    stamp(stamp) {
      const values = valuesOf(stamp);
      const text = render(application, values);
      const zipped = gzipSync(text);
      values.set(old.digest, sha256(text)).set(old.body, zipped.toString('base64'));
      values.set(old.data, sha256(render(checked, values)));
      // Each event enters the hash of the next one.
      for (const [index, event] of sealed.entries()) values.set(old.hashes[index]!, sha256(render(event, values)));
      return rows.map((row) => renderRow(row, values, row.isSnapshot ? zipped.length - body.length : 0));
    },
  };
}

function cutRow({ pk, sk, json, bytes, entries }: TableRow, cutAll: (text: string) => Pieces): CutRow {
  return {
    pk: cutAll(pk),
    sk: cutAll(sk),
    json: cutAll(json),
    bytes,
    isSnapshot: sk.startsWith('Z#SNAP'),
    entries: entries.map((entry) => ({
      index: entry.index,
      pk: cutAll(entry.pk),
      sk: cutAll(entry.sk),
      json: cutAll(entry.json),
    })),
  };
}

const renderRow = (row: CutRow, values: ReadonlyMap<string, string>, moreBytes: number): TableRow => ({
  pk: render(row.pk, values),
  sk: render(row.sk, values),
  json: render(row.json, values),
  bytes: row.bytes + moreBytes,
  entries: row.entries.map(({ index, pk, sk, json }) => ({
    index,
    pk: render(pk, values),
    sk: render(sk, values),
    json: render(json, values),
  })),
});

const sha256 = (text: string): string => hash('sha256', text);
