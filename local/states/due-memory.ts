/** Knows the earliest due time of all executions without asking the database at every look. */
export interface DueMemory {
  next(): number | undefined;
  /** An execution that was due at `before` is now due at `after`; wakes the engine when that is earlier than it knows. */
  moved(before: number | undefined, after: number | undefined): void;
}

/** @param read the earliest due time according to the database */
export function createDueMemory(read: () => number | undefined, wake: () => void): DueMemory {
  let known: { readonly at: number | undefined } | undefined;
  let told: number | undefined;
  const isEarlier = (at: number, than: number | undefined) => than === undefined || at < than;
  return {
    next: () => {
      known ??= { at: read() };
      told = known.at;
      return told;
    },
    moved: (before, after) => {
      if (known && before !== undefined && before === known.at) known = undefined;
      if (after === undefined) return;
      if (known && isEarlier(after, known.at)) known = { at: after };
      if (isEarlier(after, told)) wake();
    },
  };
}
