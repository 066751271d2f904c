/** Waits until one more may run under this name; the result lets the next one in. */
export type Admission = (name: string, limit: number) => Promise<() => void>;

interface Lane {
  running: number;
  readonly waiting: (() => void)[];
}

/** Keeps each function within its concurrency: what comes above waits in line. */
export function createAdmission(): Admission {
  const lanes = new Map<string, Lane>();
  const laneOf = (name: string): Lane => {
    const lane = lanes.get(name) ?? { running: 0, waiting: [] };
    lanes.set(name, lane);
    return lane;
  };
  return async (name, limit) => {
    const lane = laneOf(name);
    if (lane.running >= limit) await new Promise<void>((resolve) => lane.waiting.push(resolve));
    else lane.running += 1;
    return () => {
      const next = lane.waiting.shift();
      if (next) next();
      else lane.running -= 1;
    };
  };
}
