import type { CheckProvider } from './check-provider.ts';

/**
 * Adapters of the providers that a stage may ask.
 *
 * @param names comma-separated, or `none`
 * @throws at start for a name without an adapter
 */
export function allowedProviders(
  names: string,
  adapters: Readonly<Record<string, CheckProvider>>,
): Readonly<Record<string, CheckProvider>> {
  if (names === 'none') return {};
  return Object.fromEntries(
    names.split(',').map((name) => {
      const adapter = adapters[name];
      if (adapter === undefined) throw new Error(`CHECK_PROVIDERS names ${name}, which has no adapter.`);
      return [name, adapter];
    }),
  );
}
