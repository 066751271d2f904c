import { type LeafTest, leafTest } from './event-pattern-leaf.ts';

/** Says whether an event (any JSON value) matches the pattern that was compiled. */
export type EventMatcher = (event: unknown) => boolean;

/**
 * Compiles an EventBridge event pattern, as rules and Lambda filter criteria use it: nested objects, lists of
 * alternatives at the leaves, `$or`, and the operators of `event-pattern-leaf.ts`. A list in the event matches when one
 * of its elements does, and all conditions below one object of a list must hold in the same element. Throws one
 * sentence on anything that is not a pattern.
 * Source: EventBridge User Guide, "Comparison operators for use in event patterns".
 */
export function compilePattern(pattern: unknown): EventMatcher {
  if (!isObject(pattern)) throw new Error('An event pattern must be a JSON object.');
  return compileObject(pattern, []);
}

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compileObject(pattern: Json, path: readonly string[]): EventMatcher {
  const matchers = Object.entries(pattern).map(([key, value]) =>
    key === '$or' ? compileOr(value, path) : compileField(key, value, [...path, key]),
  );
  if (matchers.length === 0) throw new Error(`The event pattern is empty at ${path.join('.') || 'its top'}.`);
  return (event) => matchers.every((matches) => matches(event));
}

function compileOr(alternatives: unknown, path: readonly string[]): EventMatcher {
  if (!Array.isArray(alternatives) || alternatives.length < 2 || !alternatives.every(isObject)) {
    throw new Error(`$or needs a list of at least two patterns at ${path.join('.') || 'the top'}.`);
  }
  const matchers = alternatives.map((alternative) => compileObject(alternative, path));
  return (event) => matchers.some((matches) => matches(event));
}

function compileField(key: string, value: unknown, path: readonly string[]): EventMatcher {
  if (isObject(value)) {
    const inner = compileObject(value, path);
    return (event) => matchesNested(inner, fieldOf(event, key));
  }
  if (!Array.isArray(value) || value.length === 0) {
    throw new Error(`The event pattern needs a list that is not empty at ${path.join('.')}.`);
  }
  // Long lists of names are common and are looked up, not walked through.
  const literals = new Set(value.filter((test) => typeof test !== 'object' || test === null));
  const tests = value.filter((test) => !literals.has(test)).map((test) => leafTest(test, path.join('.')));
  return (event) => matchesLeaf(literals, tests, fieldOf(event, key));
}

function fieldOf(event: unknown, key: string): unknown {
  return isObject(event) && Object.hasOwn(event, key) ? event[key] : undefined;
}

/** A condition on an absent object still runs, so that `exists: false` below it can hold. */
function matchesNested(inner: EventMatcher, value: unknown): boolean {
  if (!Array.isArray(value)) return inner(value);
  return value.length === 0 ? inner(undefined) : value.some((element) => matchesNested(inner, element));
}

function matchesLeaf(literals: ReadonlySet<unknown>, tests: readonly LeafTest[], value: unknown): boolean {
  const leaves = leavesOf(value);
  if (leaves.some((leaf) => literals.has(leaf))) return true;
  return tests.some((test) => (leaves.length === 0 ? test.matchesAbsent : leaves.some(test.matches)));
}

/** Only scalars are leaves: an object, an empty list and a missing field all count as absent. */
function leavesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return value === undefined || isObject(value) ? [] : [value];
}
