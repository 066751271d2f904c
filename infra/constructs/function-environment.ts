import type { EnvName } from '../../shared/contract/env.ts';

/** A value for every name that a function may ask for. */
export type EnvironmentValues = Readonly<Record<EnvName, string>>;

/** Exactly the names that a function asks for, with their values. */
export function environmentOf(names: readonly EnvName[], values: EnvironmentValues): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}
