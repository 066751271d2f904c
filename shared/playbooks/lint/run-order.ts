interface Waiting {
  readonly id: string;
  readonly after: readonly string[];
}

/** Ids of everything that has to be settled before this one, directly or through others. Ends on cycles too. */
export function ancestorsOf(id: string, all: readonly Waiting[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (one: string): void => {
    for (const earlier of all.find((waiting) => waiting.id === one)?.after ?? []) {
      if (found.has(earlier)) continue;
      found.add(earlier);
      visit(earlier);
    }
  };
  visit(id);
  return found;
}
