/**
 * A copy with values put at JSON pointers, one after another; `-` puts one at the end of a list, undefined takes the
 * member away.
 */
export function changed<T>(whole: T, changes: Readonly<Record<string, unknown>>): T {
  const copy = structuredClone(whole);
  for (const [pointer, value] of Object.entries(changes)) put(copy, pointer.split('/').slice(1), value);
  return copy;
}

function put(into: unknown, [first, ...rest]: readonly string[], value: unknown): void {
  if (first === undefined || typeof into !== 'object' || into === null) throw new Error(`there is no place ${first}`);
  const members = into as Record<string, unknown>;
  const key = Array.isArray(into) && first === '-' ? String(into.length) : first;
  if (rest.length > 0) put(members[key], rest, value);
  else if (value === undefined) delete members[key];
  else members[key] = structuredClone(value);
}
