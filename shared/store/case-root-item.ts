import * as z from 'zod/mini';
import type { Case } from '../domain/case/case.ts';
import { STAGES, STATUSES } from '../domain/vocabulary.ts';
import { COLLECTION_NAMES, type Collection } from './case-collections.ts';
import { caseRow } from './case-row.ts';
import { assigneePartition, groupPartition, type ListState, stateOf, unassignedPartition } from './list-partitions.ts';
import { readState, stored } from './stored-json.ts';
import { type Key, shardOf } from './table.ts';

/** The root: every member of the case that is not a list of children. */
export type CaseRoot = Omit<Case, Collection | 'timers'>;

export const rootKey = (caseId: string): Key => ({ pk: `CASE#${caseId}`, sk: 'A#root' });

/** What code relies on to find its way; the rest was checked by the types that wrote it. */
const rootSchema = z.looseObject({
  caseId: z.string(),
  number: z.string(),
  playbook: z.looseObject({ id: z.string(), version: z.int() }),
  status: z.enum(STATUSES),
  stage: z.enum(STAGES),
  version: z.int(),
  customerVersion: z.int(),
  materialVersion: z.int(),
  applicant: z.looseObject({ kind: z.enum(['consumer', 'account', 'prospect']), name: z.string() }),
  group: z.string(),
  receipts: z.array(z.unknown()),
  stages: z.array(z.unknown()),
  createdAt: z.string(),
  updatedAt: z.string(),
  chainHead: z.string(),
});

/** The root item; `version` stands beside the document for the condition of the next write. */
export function toRootItem(case_: Case, shardCount: number) {
  return {
    ...stored(rootKey(case_.caseId), rootOf(case_)),
    version: case_.version,
    kind: `case.${case_.status}`,
    row: JSON.stringify(caseRow(case_)),
    ...listKeys(case_, shardOf(case_.caseId, shardCount)),
  };
}

/** @throws {CorruptItem} */
export const fromRootItem = (item: Record<string, unknown>): CaseRoot => readState<CaseRoot>(item, rootSchema);

function rootOf(case_: Case): CaseRoot {
  const root: Record<string, unknown> = { ...case_ };
  for (const collection of COLLECTION_NAMES) delete root[collection];
  delete root['timers'];
  return root as unknown as CaseRoot;
}

/** gsi1: the group's list. gsi2: the assignee's, or what waits in the group for somebody to take it. */
function listKeys(case_: Case, shard: number): Record<string, string> {
  const state = stateOf(case_.status);
  const sort = `${case_.updatedAt}#${case_.caseId}`;
  const second = secondPartition(case_, state, shard);
  return {
    gsi1pk: groupPartition(case_.group, state, shard),
    gsi1sk: sort,
    ...(second !== undefined && { gsi2pk: second, gsi2sk: sort }),
  };
}

function secondPartition(case_: Case, state: ListState, shard: number): string | undefined {
  if (case_.assignee !== undefined) return assigneePartition(case_.assignee, state);
  return state === 'open' ? unassignedPartition(case_.group, shard) : undefined;
}
