import { projectRows } from '../../functions/parties/project-rows.ts';
import type { Case } from '../../shared/domain/case/case.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { planNext } from '../../shared/domain/workflow/plan-next.ts';
import { writesOf } from '../../shared/store/change-writes.ts';
import { type SealedEvent, sealEvent } from '../../shared/store/event-item.ts';
import { toPartyRowItem } from '../../shared/store/party-row-item.ts';
import type { CaseChange } from '../../shared/store/ports.ts';
import { toRunItem } from '../../shared/store/run-items.ts';

export type Item = Readonly<Record<string, unknown>>;

export interface PlayedItems {
  readonly items: readonly Item[];
  /** In order. */
  readonly events: readonly SealedEvent[];
}

/**
 * What the table holds after these changes and everything that follows from them: the items that the store wrote last,
 * events that are on the bus, the rows of the parties, and a parked run of the workflow.
 */
export function itemsOf(changes: readonly CaseChange[], playbook: Playbook, shardCount: number): PlayedItems {
  const kept = new Map<string, Item>();
  const events: SealedEvent[] = [];
  for (const change of changes) {
    const linked = change.before ? { ...change, before: withHead(change.before, events.at(-1)!) } : change;
    const event = sealEvent(linked, () => '');
    events.push(event);
    for (const { action } of writesOf(linked, event, 'any', shardCount)) {
      if (action.Put?.Item) kept.set(keyText(action.Put.Item), action.Put.Item);
      if (action.Delete?.Key) kept.delete(keyText(action.Delete.Key));
    }
  }
  const { after, at } = changes.at(-1)!;
  const rows = projectRows(after, playbook, at, []).map((row) =>
    toPartyRowItem(row, after.caseId, after.customerVersion),
  );
  const run = { caseId: after.caseId, n: 1, state: 'parked', waitKey: planNext(after, playbook, at).waitKey } as const;
  return { items: [...[...kept.values()].map(published), ...rows, toRunItem(run, shardCount)], events };
}

const withHead = (case_: Case, { hash }: SealedEvent): Case => ({ ...case_, chainHead: hash });
const keyText = ({ pk, sk }: Item): string => `${String(pk)}\n${String(sk)}`;

/** An event that is on the bus has lost the mark of the outbox. */
function published(item: Item): Item {
  if (item['kind'] !== 'event') return item;
  const { gsi1pk: _pk, gsi1sk: _sk, ...rest } = item;
  return rest;
}
