import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PackagedPlaybookDiffers, seedCatalogue } from '../../../local/cli/seed-catalogue.ts';
import { retireVersion, uploadVersion } from '../../../shared/domain/playbook/change-version.ts';
import type { Playbook } from '../../../shared/domain/playbook/playbook.ts';
import { registered } from '../../../shared/domain/playbook/register.ts';
import { PACKAGED } from '../../../shared/playbooks/catalogue.ts';
import type { PlaybookStore } from '../../../shared/store/playbook-ports.ts';
import { dynamoPlaybookStore } from '../../../shared/store/playbook-store.ts';
import { testChance } from '../../store/a-change.ts';
import { AT } from '../../support/a-case.ts';
import { aPlaybook } from '../../support/a-playbook.ts';
import { countedClient } from '../../support/counted-client.ts';
import { type Dynoxide, startDynoxide } from '../../support/dynoxide.ts';

let dynoxide: Dynoxide;
let store: PlaybookStore;
const sent: string[] = [];
beforeAll(async () => {
  dynoxide = await startDynoxide();
});
afterAll(() => dynoxide.stop());
beforeEach(async () => {
  const client = countedClient(dynoxide.client, sent);
  store = dynamoPlaybookStore(client, await dynoxide.createTable(), testChance());
  sent.length = 0;
});

const playbook = aPlaybook({ id: 'account' });
const statusOf = async ({ id, version }: Playbook) => (await store.version({ id, version }))?.record.status;

async function upload(document: Playbook): Promise<void> {
  const record = uploadVersion(undefined, document, { by: 'admin_ann', at: AT });
  await store.commit({
    before: undefined,
    register: registered(undefined, record),
    after: { record, playbook: document },
    at: AT,
  });
}

test('every packaged playbook is published by the system', async () => {
  await seedCatalogue(store, AT);
  expect(PACKAGED.length).toBeGreaterThan(1);
  for (const packaged of PACKAGED) {
    const stored = await store.version(packaged);
    expect(stored?.playbook).toEqual(packaged);
    expect(stored?.record).toMatchObject({ status: 'published', publishedBy: 'system:catalogue', publishedAt: AT });
  }
});

test('doing it again writes nothing', async () => {
  await seedCatalogue(store, AT);
  sent.length = 0;
  await seedCatalogue(store, '2027-01-01T00:00:00.000Z');
  expect(new Set(sent)).toEqual(new Set(['BatchGetCommand']));
});

test('several at the same time end with all of it there, once', async () => {
  const versions = [1, 2, 3].map((version) => ({ ...playbook, version }));
  await Promise.all([1, 2, 3, 4].map(() => seedCatalogue(store, AT, versions)));
  const register = await store.register('account');
  expect(register).toMatchObject({ revision: 3, versions: [{ version: 1 }, { version: 2 }, { version: 3 }] });
});

describe('what is in the table already', () => {
  test('stays retired', async () => {
    await seedCatalogue(store, AT, [playbook]);
    const { register, stored } = await store.state(playbook);
    const record = retireVersion(stored!.record, { by: 'admin_ann', at: AT });
    await store.commit({
      before: register,
      register: registered(register, record),
      after: { record, playbook },
      at: AT,
    });
    await seedCatalogue(store, AT, [playbook]);
    expect(await statusOf(playbook)).toBe('retired');
  });

  test('is published where somebody had uploaded the same as a draft', async () => {
    await upload(playbook);
    await seedCatalogue(store, AT, [playbook]);
    expect(await statusOf(playbook)).toBe('published');
  });

  test('is never replaced by another document, which is named', async () => {
    await upload({ ...playbook, title: 'Another' });
    const seeding = seedCatalogue(store, AT, [playbook]);
    await expect(seeding).rejects.toThrow(PackagedPlaybookDiffers);
    await expect(seeding).rejects.toThrow('account in version 1');
    expect((await store.version(playbook))?.playbook.title).toBe('Another');
  });
});
