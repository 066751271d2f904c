import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Case } from '../../shared/domain/case/case.ts';
import { dynamoCaseWalk } from '../../shared/store/case-walk.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
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

const SHARDS = 2;
const cases = () => dynamoCaseStore(dynoxide.client, tableName, { shardCount: SHARDS, now: () => AT, ...testChance() });
const minute = (number: number): string => `2026-03-03T09:${String(number).padStart(2, '0')}:00.000Z`;

async function store(number: number, more: Partial<Case> = {}): Promise<Case> {
  const creation = { caseId: `case_${number}`, number: `ONB-${number}`, updatedAt: minute(number), ...more };
  return (await cases().commit(aCreation({}, creation))).case;
}

const touch = (case_: Case, changes: Partial<Case>) => cases().commit(aChange(case_, changes));

/** Ids in the order of the walk; `between` happens after each page. */
async function walked(limit: number, between: (page: number) => Promise<unknown> = async () => {}): Promise<string[]> {
  const walk = dynamoCaseWalk(dynoxide.client, tableName, SHARDS);
  const ids: string[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page = await walk.page(['onboarding', 'companies'], limit, cursor);
    ids.push(...page.cases.map(({ caseId }) => caseId));
    cursor = page.cursor;
    pages += 1;
    await between(pages);
  } while (cursor !== undefined);
  return ids;
}

test('every running case of every group is met, and none that has ended', async () => {
  await store(1, { status: 'draft' });
  await store(2, { status: 'under_review', group: 'companies' });
  await store(3, { status: 'resolved' });
  await store(4, { status: 'closed' });
  await store(5, { status: 'cancelled' });
  await store(6, { status: 'new', group: 'others' });
  expect((await walked(1)).toSorted()).toEqual(['case_1', 'case_2', 'case_3']);
});

test('a case that changes on the way is met all the same', async () => {
  const stored = await Promise.all(Array.from({ length: 12 }, (_, number) => store(number, { status: 'new' })));
  const ids = await walked(2, async (page) => {
    const one = stored[page * 2 - 1];
    if (one !== undefined) await touch(one, { updatedAt: minute(30 + page) });
  });
  expect([...new Set(ids)].toSorted()).toEqual(stored.map(({ caseId }) => caseId).toSorted());
});

test('a draft that is handed in on the way is met among the open ones', async () => {
  const drafts = await Promise.all(Array.from({ length: 6 }, (_, number) => store(number, { status: 'draft' })));
  const ids = await walked(1, async (page) => {
    if (page === 1) for (const draft of drafts.slice(2)) await touch(draft, { status: 'new', updatedAt: minute(40) });
  });
  expect([...new Set(ids)].toSorted()).toEqual(drafts.map(({ caseId }) => caseId).toSorted());
});

test('there may be no group at all', async () => {
  const walk = dynamoCaseWalk(dynoxide.client, tableName, SHARDS);
  expect(await walk.page([], 10, undefined)).toEqual({ cases: [], cursor: undefined });
});
