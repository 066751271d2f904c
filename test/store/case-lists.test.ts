import type { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '../../shared/domain/case/case.ts';
import { type CaseListsOptions, dynamoCaseLists } from '../../shared/store/case-lists.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import type { CaseLists, CaseRow, PartyList, ProjectedRow, StaffList } from '../../shared/store/ports.ts';
import { AT } from '../support/a-case.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { aChange, aCreation, testChance } from './a-change.ts';

let dynoxide: Dynoxide;
let tableName: string;
beforeAll(async () => {
  dynoxide = await startDynoxide();
});
beforeEach(async () => {
  tableName = await dynoxide.createTable();
});
afterAll(() => dynoxide.stop());

const lists = (overrides: Partial<CaseListsOptions> = {}): CaseLists =>
  dynamoCaseLists(dynoxide.client, tableName, {
    shardCount: 1,
    groups: async () => ['onboarding', 'companies'],
    ...testChance(),
    ...overrides,
  });

/** Stores cases that were updated in the minutes of their position: the last is the newest. */
async function store(cases: readonly Partial<Case>[], shardCount = 1): Promise<void> {
  const options = { shardCount, now: () => AT, ...testChance() };
  const caseStore = dynamoCaseStore(dynoxide.client, tableName, options);
  for (const [index, members] of cases.entries()) {
    const minute = String(index).padStart(2, '0');
    const creation = { caseId: `case_${index}`, number: `ONB-${index}`, updatedAt: `2026-03-03T09:${minute}:00.000Z` };
    await caseStore.commit(aCreation({}, { ...creation, ...members }));
  }
}

async function idsOf(list: StaffList | PartyList, limit = 50, from: CaseLists = lists()): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await from.page(list, limit, cursor);
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    ids.push(...page.rows.map(({ id }) => id));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return ids;
}

describe('how many are in a list', () => {
  const queue: StaffList = { list: 'group', group: 'onboarding', state: 'open-any' };

  test.each([
    [0, 0],
    [2, 2],
    [3, 3],
    [4, 4],
    [5, 4],
  ])('of %i open cases, counting up to 3 says %i', async (open, counted) => {
    await store([...Array.from({ length: open }, () => ({ status: 'new' as const })), { status: 'draft' }], 2);
    expect(await lists({ shardCount: 2 }).count(queue, 3)).toBe(counted);
  });
});

describe('lists of staff', () => {
  const world: readonly Partial<Case>[] = [
    { status: 'new' },
    { status: 'open', assignee: 'agent_bo' },
    { status: 'awaiting_info', assignee: 'agent_bo' },
    { status: 'draft' },
    { status: 'closed', assignee: 'agent_bo' },
    { status: 'cancelled' },
    { status: 'new', group: 'companies' },
    { status: 'open', assignee: 'agent_cy', group: 'companies' },
  ];

  test.each<[string, StaffList, string[]]>([
    ['what a group has open', { list: 'group', group: 'onboarding', state: 'open-any' }, ['2', '1', '0']],
    ['what a group has closed', { list: 'group', group: 'onboarding', state: 'closed-any' }, ['5', '4']],
    ['one status of a group', { list: 'group', group: 'onboarding', state: 'awaiting_info' }, ['2']],
    ['the status open, which is not all that is open', { list: 'group', group: 'onboarding', state: 'open' }, ['1']],
    ['the status closed, without the cancelled', { list: 'group', group: 'onboarding', state: 'closed' }, ['4']],
    ['drafts of a group', { list: 'group', group: 'onboarding', state: 'draft' }, ['3']],
    ['what one agent has open', { list: 'assignee', personId: 'agent_bo', state: 'open-any' }, ['2', '1']],
    ['what one agent has closed', { list: 'assignee', personId: 'agent_bo', state: 'closed-any' }, ['4']],
    ['one status of an agent', { list: 'assignee', personId: 'agent_bo', state: 'open' }, ['1']],
    ['what nobody in a group has', { list: 'unassigned', group: 'onboarding' }, ['0']],
    ['everything open, of all groups', { list: 'all', state: 'open-any' }, ['7', '6', '2', '1', '0']],
    ['one status of all groups', { list: 'all', state: 'new' }, ['6', '0']],
    ['a group that there is not', { list: 'group', group: 'nobody', state: 'open-any' }, []],
  ])('%s, newest first', async (_, list, ids) => {
    await store(world);
    expect(await idsOf(list)).toEqual(ids.map((id) => `case_${id}`));
  });

  test('show what a list shows', async () => {
    await store([{ status: 'open', assignee: 'agent_bo', outcome: 'accepted', expectedAt: AT }]);
    const { rows, cursor } = await lists().page({ list: 'all', state: 'open-any' }, 1, undefined);
    expect(rows).toEqual([
      {
        id: 'case_0',
        number: 'ONB-0',
        type: 'test-account',
        status: 'open',
        stage: 'initiate',
        outcome: 'accepted',
        applicantName: 'Acme Ltd',
        assignee: 'agent_bo',
        group: 'onboarding',
        priority: 'normal',
        expectedAt: AT,
        createdAt: AT,
        updatedAt: '2026-03-03T09:00:00.000Z',
      },
    ]);
    expect(cursor).toBeUndefined();
  });

  test.each([
    ['a group', { list: 'group', group: 'onboarding', state: 'open-any' }, 1, 1],
    ['one status', { list: 'group', group: 'onboarding', state: 'awaiting_info' }, 1, 1],
    ['an agent', { list: 'assignee', personId: 'agent_bo', state: 'open-any' }, 3, 1],
    ['a party', { list: 'action-needed', partyId: 'contact_ada' }, 3, 1],
    ['a group in three shards', { list: 'group', group: 'onboarding', state: 'open-any' }, 3, 3],
    ['two groups', { list: 'all', state: 'open-any' }, 1, 2],
  ] as const)('take one call of the store for each partition: %s', async (_, list, shardCount, calls) => {
    await store(world, shardCount);
    const sent: string[] = [];
    const client = {
      send: (command: QueryCommand) => {
        sent.push(command.constructor.name);
        return dynoxide.client.send(command);
      },
    } as unknown as typeof dynoxide.client;
    const options = { shardCount, groups: async () => ['onboarding', 'companies'], ...testChance() };
    await dynamoCaseLists(client, tableName, options).page(list, 50, undefined);
    expect(sent).toEqual(Array(calls).fill('QueryCommand'));
  });

  test('follow a case when it changes hands', async () => {
    await store([{ status: 'new' }]);
    const cases = dynamoCaseStore(dynoxide.client, tableName, { shardCount: 1, now: () => AT, ...testChance() });
    await cases.commit(aChange(await cases.load('case_0'), { status: 'open', assignee: 'agent_bo' }));
    expect(await idsOf({ list: 'unassigned', group: 'onboarding' })).toEqual([]);
    expect(await idsOf({ list: 'assignee', personId: 'agent_bo', state: 'open-any' })).toEqual(['case_0']);
  });
});

describe('pages', () => {
  const many = (count: number, status: (index: number) => Case['status']): readonly Partial<Case>[] =>
    Array.from({ length: count }, (_, index) => ({ status: status(index) }));
  const descending = (count: number) => Array.from({ length: count }, (_, index) => `case_${count - 1 - index}`);

  test.each([1, 2, 3, 7, 8])('of %i hold every case once, in order', async (limit) => {
    await store(many(7, () => 'new'));
    expect(await idsOf({ list: 'group', group: 'onboarding', state: 'open-any' }, limit)).toEqual(descending(7));
  });

  test.each([1, 2, 5])('of %i from three shards hold every case once, in order', async (limit) => {
    await store(
      many(12, () => 'new'),
      3,
    );
    const list = { list: 'group', group: 'onboarding', state: 'open-any' } as const;
    expect(await idsOf(list, limit, lists({ shardCount: 3 }))).toEqual(descending(12));
  });

  test('of one status hold every case once, though most are passed over', async () => {
    await store(many(30, (index) => (index % 10 === 0 ? 'resolved' : 'open')));
    const list = { list: 'group', group: 'onboarding', state: 'resolved' } as const;
    expect(await idsOf(list, 1)).toEqual(['case_20', 'case_10', 'case_0']);
  });

  test('that are full have no cursor when nothing follows', async () => {
    await store(many(2, () => 'new'));
    const page = await lists().page({ list: 'all', state: 'new' }, 2, undefined);
    expect([page.rows.length, page.cursor]).toEqual([2, undefined]);
  });
});

describe('lists of parties', () => {
  const aRow = (overrides: Partial<CaseRow> = {}): CaseRow => ({
    id: 'case_1',
    number: 'ONB-1',
    type: 'test-account',
    status: 'open',
    stage: 'data_capture',
    outcome: null,
    applicantName: 'Acme Ltd',
    assignee: null,
    group: 'onboarding',
    priority: 'normal',
    owedCount: 2,
    expectedAt: null,
    createdAt: AT,
    updatedAt: AT,
    ...overrides,
  });
  const shown = (partyId: string, overrides: Partial<ProjectedRow> = {}): ProjectedRow => ({
    partyId,
    row: aRow(),
    list: 'open',
    actionNeeded: false,
    ...overrides,
  });
  const of = (list: PartyList['list'], partyId = 'contact_ada'): PartyList => ({ list, partyId });

  test('show each party its cases', async () => {
    await lists().project([shown('contact_ada'), shown('account_acme', { actionNeeded: true })], 'case_1', 3);
    expect((await lists().page(of('open'), 10, undefined)).rows).toEqual([aRow()]);
    expect(await idsOf(of('action-needed'))).toEqual([]);
    expect(await idsOf(of('action-needed', 'account_acme'))).toEqual(['case_1']);
  });

  test('move a case from list to list', async () => {
    await lists().project([shown('contact_ada', { list: 'drafts', actionNeeded: true })], 'case_1', 1);
    await lists().project([shown('contact_ada', { list: 'closed' })], 'case_1', 2);
    expect(await idsOf(of('drafts'))).toEqual([]);
    expect(await idsOf(of('action-needed'))).toEqual([]);
    expect(await idsOf(of('closed'))).toEqual(['case_1']);
  });

  test('are not changed by what is older than what they have seen', async () => {
    await lists().project([shown('contact_ada', { list: 'closed' })], 'case_1', 5);
    await lists().project([shown('contact_ada')], 'case_1', 4);
    await lists().project([shown('contact_ada'), shown('account_acme')], 'case_1', 4);
    expect(await idsOf(of('open'))).toEqual([]);
    expect(await idsOf(of('open', 'account_acme'))).toEqual([]);
    expect(await idsOf(of('closed'))).toEqual(['case_1']);
  });

  test('do not bring back a row that was taken away', async () => {
    await lists().project([{ partyId: 'contact_ada', actionNeeded: false }], 'case_1', 5);
    await lists().project([shown('contact_ada')], 'case_1', 4);
    expect(await idsOf(of('open'))).toEqual([]);
    await lists().project([shown('contact_ada')], 'case_1', 6);
    expect(await idsOf(of('open'))).toEqual(['case_1']);
  });

  test('of nobody are no work', async () => {
    await lists().project([], 'case_1', 1);
    expect(await idsOf(of('open'))).toEqual([]);
  });
});
