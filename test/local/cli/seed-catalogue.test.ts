import { describe, expect, test } from 'vitest';
import { PackagedPlaybookDiffers, seedCatalogue } from '../../../local/cli/seed-catalogue.ts';
import { retireVersion, uploadVersion } from '../../../shared/domain/playbook/change-version.ts';
import type { Playbook } from '../../../shared/domain/playbook/playbook.ts';
import { registered } from '../../../shared/domain/playbook/register.ts';
import { PACKAGED } from '../../../shared/playbooks/catalogue.ts';
import { AT } from '../../support/a-case.ts';
import { aPlaybook } from '../../support/a-playbook.ts';
import { playbookTable } from '../../support/playbook-table.ts';

const table = playbookTable();

const playbook = aPlaybook({ id: 'account' });
const statusOf = async ({ id, version }: Playbook) => (await table().store.version({ id, version }))?.record.status;

async function upload(document: Playbook): Promise<void> {
  const { store } = table();
  const record = uploadVersion(undefined, document, { by: 'admin_ann', at: AT });
  await store.commit({
    before: undefined,
    register: registered(undefined, record),
    after: { record, playbook: document },
    at: AT,
  });
}

test('every packaged playbook is published by the system', async () => {
  const { store } = table();
  await seedCatalogue(store, AT);
  expect(PACKAGED.length).toBeGreaterThan(1);
  for (const packaged of PACKAGED) {
    const stored = await store.version(packaged);
    expect(stored?.playbook).toEqual(packaged);
    expect(stored?.record).toMatchObject({ status: 'published', publishedBy: 'system:catalogue', publishedAt: AT });
  }
});

test('doing it again writes nothing', async () => {
  const { store, sent } = table();
  await seedCatalogue(store, AT);
  sent.length = 0;
  await seedCatalogue(store, '2027-01-01T00:00:00.000Z');
  expect(new Set(sent)).toEqual(new Set(['BatchGetCommand']));
});

test('several at the same time end with all of it there, once', async () => {
  const { store } = table();
  const versions = [1, 2, 3].map((version) => ({ ...playbook, version }));
  await Promise.all([1, 2, 3, 4].map(() => seedCatalogue(store, AT, versions)));
  const register = await store.register('account');
  expect(register).toMatchObject({ revision: 3, versions: [{ version: 1 }, { version: 2 }, { version: 3 }] });
});

describe('what is in the table already', () => {
  test('stays retired', async () => {
    const { store } = table();
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
    const { store } = table();
    await upload(playbook);
    await seedCatalogue(store, AT, [playbook]);
    expect(await statusOf(playbook)).toBe('published');
  });

  test('is never replaced by another document, which is named', async () => {
    const { store } = table();
    await upload({ ...playbook, title: 'Another' });
    const seeding = seedCatalogue(store, AT, [playbook]);
    await expect(seeding).rejects.toThrow(PackagedPlaybookDiffers);
    await expect(seeding).rejects.toThrow('account in version 1');
    expect((await store.version(playbook))?.playbook.title).toBe('Another');
  });
});
