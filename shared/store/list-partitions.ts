import type { Status } from '../domain/vocabulary.ts';

/** Cases of one list are kept in three partitions; a single status is a filter on one of them. */
export type ListState = 'draft' | 'open' | 'closed';

export function stateOf(status: Status): ListState {
  if (status === 'draft') return 'draft';
  return status === 'closed' || status === 'cancelled' ? 'closed' : 'open';
}

export const groupPartition = (group: string, state: ListState, shard: number): string =>
  `GROUP#${group}#${state}#${shard}`;
export const unassignedPartition = (group: string, shard: number): string => `UNASSIGNED#${group}#${shard}`;
/** One person's cases are few enough for one partition. */
export const assigneePartition = (personId: string, state: ListState): string => `ASSIGNEE#${personId}#${state}`;
export const partyPartition = (partyId: string, list: 'drafts' | 'open' | 'closed' | 'action-needed'): string =>
  `PARTY#${partyId}#${list}`;
