import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Chance } from './back-off.ts';
import { countList } from './list-count.ts';
import { type ListRead, readListPage } from './list-page.ts';
import {
  assigneePartition,
  groupPartition,
  type ListState,
  partyPartition,
  stateOf,
  unassignedPartition,
} from './list-partitions.ts';
import { toPartyRowItem, UNLESS_NEWER } from './party-row-item.ts';
import type { CaseLists, ListedState, PartyList, ProjectedRow, StaffList } from './ports.ts';
import { ConditionsFailed, transact, unlessThrottled } from './transact.ts';

export interface CaseListsOptions extends Chance {
  /** Partitions of each staff list, 1 to 10. */
  readonly shardCount: number;
  /** Every group that a playbook routes to: the list of all cases is theirs together. */
  readonly groups: () => Promise<readonly string[]>;
}

/** Lists of cases: roots for staff, projected rows for customers. */
export function dynamoCaseLists(
  client: DynamoDBDocumentClient,
  tableName: string,
  options: CaseListsOptions,
): CaseLists {
  return {
    page: async (list, limit, cursor) => readListPage(client, tableName, await readOf(list, options), limit, cursor),

    count: async (list, most) => countList(client, tableName, await readOf(list, options), most),

    async project(rows, caseId, customerVersion) {
      const puts = rows.map((row) => putOf(row, tableName, caseId, customerVersion));
      const [only] = puts;
      if (only === undefined) return;
      try {
        if (puts.length === 1) await unlessThrottled(client.send(new PutCommand(only)));
        else
          await transact(
            client,
            puts.map((Put) => ({ action: { Put } })),
            options,
          );
      } catch (error) {
        // A newer projection wrote all rows of the case: this one has nothing to add.
        if (!(error instanceof ConditionalCheckFailedException || error instanceof ConditionsFailed)) throw error;
      }
    },
  };
}

const putOf = (row: ProjectedRow, TableName: string, caseId: string, customerVersion: number) => ({
  TableName,
  Item: toPartyRowItem(row, caseId, customerVersion),
  ConditionExpression: UNLESS_NEWER,
  ExpressionAttributeValues: { ':customerVersion': customerVersion },
});

async function readOf(list: StaffList | PartyList, { shardCount, groups }: CaseListsOptions): Promise<ListRead> {
  const shards = [...Array(shardCount).keys()];
  if ('partyId' in list) {
    const index = list.list === 'action-needed' ? 'gsi2' : 'gsi1';
    return { index, partitions: [partyPartition(list.partyId, list.list)] };
  }
  if (list.list === 'unassigned') {
    return { index: 'gsi2', partitions: shards.map((shard) => unassignedPartition(list.group, shard)) };
  }
  const { state, kind } = filterOf(list.state);
  if (list.list === 'assignee') {
    return { index: 'gsi2', partitions: [assigneePartition(list.personId, state)], ...kind };
  }
  const names = list.list === 'group' ? [list.group] : await groups();
  return {
    index: 'gsi1',
    partitions: names.flatMap((group) => shards.map((shard) => groupPartition(group, state, shard))),
    ...kind,
  };
}

/** A status that has a partition to itself needs no filter. */
function filterOf(listed: ListedState): { state: ListState; kind?: { kind: string } } {
  if (listed === 'open-any') return { state: 'open' };
  if (listed === 'closed-any') return { state: 'closed' };
  return listed === 'draft' ? { state: 'draft' } : { state: stateOf(listed), kind: { kind: `case.${listed}` } };
}
