import { registerHooks } from 'node:module';

/**
 * `oidc-provider` asks one small module for the time, and that module asks the machine. While the library loads, this
 * replaces that module by one that asks the engine's clock, so that codes, sessions and tokens age with it.
 */
const timeModule = '/oidc-provider/lib/helpers/epoch_time.js';

interface TimeSlot {
  /** Engine time, epoch milliseconds. */
  now: () => number;
  installed: boolean;
}

const slotName = 'gangwayEngineTime';

const source = `
const slot = globalThis.${slotName};
slot.installed = true;
export default (date = slot.now()) => Math.floor(date / 1000);
`;

const shared = globalThis as Record<string, unknown>;
shared[slotName] ??= { now: Date.now, installed: false } satisfies TimeSlot;
const slot = shared[slotName] as TimeSlot;

/** Loads `oidc-provider` on the engine's clock. Throws when the library no longer has the module that is replaced. */
export async function loadProviderOn(now: () => number): Promise<typeof import('oidc-provider')> {
  slot.now = now;
  const hooks = registerHooks({
    load: (url, context, nextLoad) =>
      url.endsWith(timeModule) ? { format: 'module', source, shortCircuit: true } : nextLoad(url, context),
  });
  try {
    const library = await import('oidc-provider');
    if (!slot.installed) throw new Error('oidc-provider no longer takes its time from helpers/epoch_time.js.');
    return library;
  } finally {
    hooks.deregister();
  }
}
