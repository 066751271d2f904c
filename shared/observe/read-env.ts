import type { EnvName } from '../contract/env.ts';

/**
 * What a function's environment says, under the names of the contract. Called once, by a composition root.
 * @throws at start, naming everything that is missing or empty
 */
export function readEnv<Name extends EnvName>(
  names: readonly Name[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<Record<Name, string>> {
  const missing = names.filter((name) => !environment[name]);
  if (missing.length > 0) throw new Error(`The environment lacks ${missing.join(', ')}.`);
  return Object.fromEntries(names.map((name) => [name, environment[name]])) as Record<Name, string>;
}

/** Partitions of each staff list and work index. @throws at start when it is not a whole number from 1 to 10 */
export function readShardCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 10) return count;
  throw new Error(`SHARD_COUNT must be a whole number from 1 to 10, not ${text}.`);
}
