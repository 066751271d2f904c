import { describe, expect, test } from 'vitest';
import { PlaybookUnknown } from '../../shared/domain/errors.ts';
import { type PlaybookVersion, uploaded, type VersionStatus } from '../../shared/domain/playbook/playbook-version.ts';
import { type Register, registered } from '../../shared/domain/playbook/register.ts';
import { rememberedPlaybooks } from '../../shared/store/remembered-playbooks.ts';
import { aPlaybook } from '../support/a-playbook.ts';

/** The playbook of the tests in these versions, behind a lookup that notes what it asks for. */
function world(statuses: readonly VersionStatus[]) {
  const asked: string[] = [];
  const clock = { now: 0 };
  const playbookOf = (version: number) => aPlaybook({ id: 'account', version });
  const record = (version: number): PlaybookVersion => ({
    ...uploaded(playbookOf(version), 'admin_ann', '2026-03-03T09:00:00.000Z'),
    status: statuses[version - 1]!,
  });
  const versions = () => statuses.map((_, index) => record(index + 1));
  const register = () => versions().reduce<Register | undefined>(registered, undefined);
  const store = {
    version: async ({ id, version }: { id: string; version: number }) => {
      asked.push(`version ${id} ${version}`);
      if (id !== 'account' || statuses[version - 1] === undefined) return undefined;
      return { record: record(version), playbook: playbookOf(version) };
    },
    register: async (id: string) => {
      asked.push(`register ${id}`);
      return id === 'account' ? register() : undefined;
    },
    registers: async () => {
      asked.push('registers');
      return [register()!];
    },
  };
  const becomes = (version: number, status: VersionStatus) => {
    (statuses as VersionStatus[])[version - 1] = status;
  };
  return { asked, clock, becomes, playbooks: rememberedPlaybooks(store, () => clock.now) };
}

const ref = (version: number, id = 'account') => ({ id, version });

describe('the playbook of a case', () => {
  test('is read once in the life of the process', async () => {
    const { asked, clock, playbooks } = world(['published']);
    expect(await playbooks.playbookOf(ref(1))).toMatchObject({ id: 'account', version: 1 });
    clock.now = 10 * 365 * 86_400_000;
    expect(await playbooks.playbookOf(ref(1))).toMatchObject({ id: 'account', version: 1 });
    expect(asked).toEqual(['version account 1']);
  });

  test('is there although the version is retired: running cases keep theirs', async () => {
    expect(await world(['retired']).playbooks.playbookOf(ref(1))).toMatchObject({ version: 1 });
  });

  test.each([
    ['a draft', ref(1)],
    ['a version that there is not', ref(2)],
    ['a playbook that there is not', ref(1, 'unheard-of')],
  ])('is unknown for %s, which is asked for again', async (_, unknown) => {
    const { asked, becomes, playbooks } = world(['draft']);
    await expect(playbooks.playbookOf(unknown)).rejects.toThrow(PlaybookUnknown);
    becomes(1, 'published');
    await playbooks.playbookOf(unknown).catch((error: unknown) => expect(error).toBeInstanceOf(PlaybookUnknown));
    expect(asked).toHaveLength(2);
  });

  test('is forgotten rather than that the memory grows for ever', async () => {
    const { asked, playbooks } = world(Array.from({ length: 101 }, () => 'published'));
    for (let version = 1; version <= 101; version += 1) await playbooks.playbookOf(ref(version));
    await playbooks.playbookOf(ref(101));
    expect(asked).toHaveLength(101);
    await playbooks.playbookOf(ref(1));
    expect(asked).toHaveLength(102);
  });
});

describe('what a new case gets', () => {
  test('is looked up once in half a minute, and costs nothing in between', async () => {
    const { asked, clock, becomes, playbooks } = world(['published', 'draft']);
    expect((await playbooks.newestPlaybook('account')).version).toBe(1);
    becomes(2, 'published');
    clock.now = 29_999;
    expect((await playbooks.newestPlaybook('account')).version).toBe(1);
    expect(asked).toEqual(['register account', 'version account 1']);
    clock.now = 30_000;
    expect((await playbooks.newestPlaybook('account')).version).toBe(2);
    expect(asked.slice(2)).toEqual(['register account', 'version account 2']);
  });

  test('is nothing once the last version is retired, or for a type that there is not', async () => {
    const { playbooks } = world(['retired']);
    await expect(playbooks.newestPlaybook('account')).rejects.toThrow(PlaybookUnknown);
    await expect(playbooks.newestPlaybook('unheard-of')).rejects.toThrow(PlaybookUnknown);
  });

  test('is asked for again when there was nothing', async () => {
    const { becomes, playbooks } = world(['draft']);
    await expect(playbooks.newestPlaybook('account')).rejects.toThrow(PlaybookUnknown);
    becomes(1, 'published');
    expect((await playbooks.newestPlaybook('account')).version).toBe(1);
  });
});

test('groups are asked for once in half a minute', async () => {
  const { asked, clock, playbooks } = world(['published']);
  const groups = await playbooks.groups();
  expect(groups).toEqual(['onboarding']);
  clock.now = 29_999;
  expect(await playbooks.groups()).toEqual(groups);
  clock.now = 30_000;
  await playbooks.groups();
  expect(asked).toEqual(['registers', 'registers']);
});
