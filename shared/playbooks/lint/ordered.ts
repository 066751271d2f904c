import { type Finding, finding } from './finding.ts';

/** At `place`, that the one cannot be met without breaking the other. */
export function ordered(place: string, minimum: number | undefined, maximum: number | undefined): readonly Finding[] {
  if (minimum === undefined || maximum === undefined || minimum <= maximum) return [];
  const message = `At least ${minimum} and at most ${maximum} cannot both be met.`;
  return [finding(place, 'minimum-over-maximum', message)];
}
