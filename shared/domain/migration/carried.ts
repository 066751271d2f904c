import type { Part } from '../playbook/renames.ts';
import type { Leftover } from './set-aside.ts';

/** Something of the case that is called otherwise, or is asked for elsewhere, in the other playbook. */
export interface Move {
  readonly what: Part;
  readonly from: string;
  readonly to: string;
}

/** Children of a case as the other playbook calls them, and those that it has no place for. */
export interface Carried<Child> {
  readonly items: readonly Child[];
  readonly left: readonly Leftover[];
  readonly moves: readonly Move[];
}

/** Carries one child after the other: `undefined` when there is no place for it. */
export function carryEach<Child>(
  children: readonly Child[],
  rename: (child: Child) => { readonly child: Child; readonly move?: Move } | undefined,
  leftover: (child: Child) => Leftover,
): Carried<Child> {
  const carried = children.map((child) => ({ child, now: rename(child) }));
  return {
    items: keepSame(
      children,
      carried.flatMap(({ now }) => (now === undefined ? [] : [now.child])),
    ),
    left: carried.flatMap(({ child, now }) => (now === undefined ? [leftover(child)] : [])),
    moves: carried.flatMap(({ now }) => now?.move ?? []),
  };
}

/** The old list when it is the same, so that the store has nothing to write. */
export function keepSame<Child>(before: readonly Child[], after: readonly Child[]): readonly Child[] {
  return before.length === after.length && before.every((child, index) => child === after[index]) ? before : after;
}

/** Each move once, however many children make it. */
export function distinct(moves: readonly Move[]): readonly Move[] {
  return [...new Map(moves.map((move) => [`${move.what} ${move.from} ${move.to}`, move])).values()];
}
