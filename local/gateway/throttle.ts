/** Admits one request, or refuses it with the gateway's 429. */
export type Throttle = () => boolean;

/**
 * The token bucket of a stage: `burst` requests at once, refilled at `rate` per second.
 * @param machineNow machine time in milliseconds, because requests arrive in it
 */
export function createThrottle(
  limits: { readonly rate: number; readonly burst: number } | undefined,
  machineNow: () => number,
): Throttle {
  if (!limits) return () => true;
  let tokens = limits.burst;
  let filledAt = machineNow();
  return () => {
    const now = machineNow();
    tokens = Math.min(limits.burst, tokens + ((now - filledAt) / 1000) * limits.rate);
    filledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
