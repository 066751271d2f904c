import type { PartyProfile, PartyStore } from './ports.ts';

/** A change of a profile may go unnoticed for so long. */
const REMEMBERED_MS = 30_000;
const MAXIMUM_REMEMBERED = 1_000;

type Profiles = Pick<PartyStore, 'profile' | 'profiles'>;

/**
 * Profiles that are asked for again and again, such as those of agents and groups. Nobody who is missing is remembered
 * as missing.
 *
 * @param nowMs epoch milliseconds
 */
export function rememberedProfiles(parties: Profiles, nowMs: () => number): Profiles {
  const remembered = new Map<string, { readonly profile: PartyProfile; readonly untilMs: number }>();
  const known = (partyId: string): PartyProfile | undefined => {
    const found = remembered.get(partyId);
    return found !== undefined && found.untilMs > nowMs() ? found.profile : undefined;
  };
  const keep = (profile: PartyProfile, readAtMs: number): void => {
    if (remembered.size >= MAXIMUM_REMEMBERED) remembered.clear();
    remembered.set(profile.partyId, { profile, untilMs: readAtMs + REMEMBERED_MS });
  };
  return {
    async profile(partyId) {
      const readAtMs = nowMs();
      const profile = known(partyId) ?? (await parties.profile(partyId));
      if (profile !== undefined && known(partyId) === undefined) keep(profile, readAtMs);
      return profile;
    },
    async profiles(partyIds) {
      const readAtMs = nowMs();
      const wanted = [...new Set(partyIds)];
      const found = wanted.flatMap((partyId) => known(partyId) ?? []);
      const missing = wanted.filter((partyId) => !found.some((profile) => profile.partyId === partyId));
      if (missing.length === 0) return found;
      const read = await parties.profiles(missing);
      for (const profile of read) keep(profile, readAtMs);
      return [...found, ...read];
    },
  };
}
