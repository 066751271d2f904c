import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import { dynamoHistoryStore } from '../../shared/store/history-store.ts';
import { dynamoPartyStore } from '../../shared/store/party-store.ts';
import type { PartyProfile } from '../../shared/store/ports.ts';
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

const parties = () => dynamoPartyStore(dynoxide.client, tableName);
const ada: PartyProfile = {
  partyId: 'contact_ada',
  kind: 'contact',
  displayName: 'Ada',
  email: 'Ada@Example.com',
  accountId: 'account_acme',
};
const bob: PartyProfile = { partyId: 'contact_bob', kind: 'contact', displayName: 'Bob', email: 'ada@example.com' };

describe('parties on record', () => {
  test('are found by id, one or many', async () => {
    await parties().put(ada);
    await parties().put(bob);
    expect(await parties().profile('contact_ada')).toEqual(ada);
    expect(await parties().profile('contact_eve')).toBeUndefined();
    const found = await parties().profiles(['contact_bob', 'contact_ada', 'contact_eve', 'contact_bob']);
    expect(found.map(({ partyId }) => partyId).toSorted()).toEqual(['contact_ada', 'contact_bob']);
    expect(await parties().profiles([])).toEqual([]);
  });

  test('are found by address, whatever its case, all who share it', async () => {
    await parties().put(ada);
    await parties().put(bob);
    const found = await parties().byEmail('ADA@example.com');
    expect(found.map(({ partyId }) => partyId).toSorted()).toEqual(['contact_ada', 'contact_bob']);
    expect(await parties().byEmail('eve@example.com')).toEqual([]);
  });

  test('are not found by the address they had before', async () => {
    await parties().put(ada);
    await parties().put({ ...ada, email: 'new@example.com' });
    expect(await parties().byEmail('ada@example.com')).toEqual([]);
    expect(await parties().byEmail('new@example.com')).toMatchObject([{ partyId: 'contact_ada' }]);
  });

  test('can be more than one batch', async () => {
    const ids = Array.from({ length: 130 }, (_, index) => `consumer_${index}`);
    await Promise.all(ids.map((partyId) => parties().put({ partyId, kind: 'consumer', displayName: partyId })));
    expect((await parties().profiles(ids)).map(({ partyId }) => partyId).toSorted()).toEqual(ids.toSorted());
  });

  test('have sign-ins with grants', async () => {
    const grants = {
      sub: 'sub-1',
      personId: 'agent_bo',
      displayName: 'Bo',
      groups: ['onboarding'],
      partnerAccounts: [],
      disabled: false,
    };
    await parties().putGrants(grants);
    expect(await parties().grants('sub-1')).toEqual(grants);
    expect(await parties().grants('sub-2')).toBeUndefined();
  });
});

describe('the history of a case', () => {
  const history = () => dynamoHistoryStore(dynoxide.client, tableName);

  async function fiveEvents() {
    const cases = dynamoCaseStore(dynoxide.client, tableName, { shardCount: 1, now: () => AT, ...testChance() });
    let { case: case_ } = await cases.commit(aCreation());
    for (const text of ['two', 'three', 'four', 'five'])
      ({ case: case_ } = await cases.commit(aChange(case_, {}, { text })));
    return case_;
  }
  const versions = (page: { events: readonly { envelope: { caseVersion: number } }[] }) =>
    page.events.map(({ envelope }) => envelope.caseVersion);

  test('is read newest first, page by page', async () => {
    await fiveEvents();
    const first = await history().events('case_1', { newestFirst: true, limit: 2 });
    expect([versions(first), first.more]).toEqual([[5, 4], true]);
    const second = await history().events('case_1', { newestFirst: true, after: 4, limit: 2 });
    expect([versions(second), second.more]).toEqual([[3, 2], true]);
    const third = await history().events('case_1', { newestFirst: true, after: 2, limit: 2 });
    expect([versions(third), third.more]).toEqual([[1], false]);
    expect(await history().events('case_1', { newestFirst: true, after: 1, limit: 2 })).toEqual({
      events: [],
      more: false,
    });
  });

  test('is read oldest first, page by page', async () => {
    await fiveEvents();
    const first = await history().events('case_1', { newestFirst: false, limit: 3 });
    expect([versions(first), first.more]).toEqual([[1, 2, 3], true]);
    const second = await history().events('case_1', { newestFirst: false, after: 3, limit: 3 });
    expect([versions(second), second.more]).toEqual([[4, 5], false]);
  });

  test('has the texts and the links of the chain, down to the head of the case', async () => {
    const case_ = await fiveEvents();
    const { events } = await history().events('case_1', { newestFirst: false, limit: 9 });
    expect(events.map(({ text }) => text)).toEqual([undefined, 'two', 'three', 'four', 'five']);
    expect(events.slice(1).map(({ previousHash }) => previousHash)).toEqual(
      events.slice(0, -1).map(({ hash }) => hash),
    );
    expect(events.at(-1)?.hash).toBe(case_.chainHead);
  });

  test('of a case without any is empty', async () => {
    expect(await history().events('case_9', { newestFirst: true, limit: 5 })).toEqual({ events: [], more: false });
  });
});
