import { expect, test } from 'vitest';
import type { PartyProfile } from '../../shared/store/ports.ts';
import { rememberedProfiles } from '../../shared/store/remembered-profiles.ts';

const profile = (partyId: string): PartyProfile => ({ partyId, kind: 'agent', displayName: partyId });

function world(people: readonly string[]) {
  const asked: string[] = [];
  const clock = { now: 0 };
  const read = async (ids: readonly string[]) => {
    asked.push(ids.join('+'));
    return people.filter((id) => ids.includes(id)).map(profile);
  };
  const parties = { profile: async (id: string) => (await read([id]))[0], profiles: read };
  return { asked, clock, remembered: rememberedProfiles(parties, () => clock.now) };
}

test('a profile is read once in half a minute', async () => {
  const { asked, clock, remembered } = world(['bo']);
  expect(await remembered.profile('bo')).toEqual(profile('bo'));
  clock.now = 29_999;
  expect(await remembered.profile('bo')).toEqual(profile('bo'));
  clock.now = 30_000;
  expect(await remembered.profile('bo')).toEqual(profile('bo'));
  expect(asked).toEqual(['bo', 'bo']);
});

test('of several only those are read that are not remembered', async () => {
  const { asked, remembered } = world(['bo', 'sue']);
  await remembered.profile('bo');
  expect(await remembered.profiles(['sue', 'bo', 'sue'])).toEqual([profile('bo'), profile('sue')]);
  expect(await remembered.profiles(['sue', 'bo'])).toHaveLength(2);
  expect(asked).toEqual(['bo', 'sue']);
});

test('somebody who is missing is looked for again', async () => {
  const { asked, remembered } = world([]);
  expect(await remembered.profile('bo')).toBeUndefined();
  expect(await remembered.profiles(['bo'])).toEqual([]);
  expect(asked).toEqual(['bo', 'bo']);
});
