/** What is broken; the places that are changed, and to what; where the linter says so, and how. */
export type Row = readonly [string, Readonly<Record<string, unknown>>, ...(readonly string[])];

export const on = (fact: string, value: unknown) => ({ fact, equals: value });
