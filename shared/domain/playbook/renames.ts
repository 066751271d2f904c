import type { Playbook } from './playbook.ts';
import type { PlaybookMapping } from './playbook-mapping.ts';

/** Parts of a playbook that a case refers to by id. */
export const PARTS = ['step', 'field', 'role', 'requirement', 'check'] as const;
export type Part = (typeof PARTS)[number];

/** What a part of the one playbook is called in the other. */
export type Rename = (part: Part, id: string) => string;

/** A version of a playbook. */
export interface PlaybookRef {
  readonly id: string;
  readonly version: number;
}

export const isAt = (a: PlaybookRef, b: PlaybookRef): boolean => a.id === b.id && a.version === b.version;

const NAMES = {
  step: 'steps',
  field: 'fields',
  role: 'memberRoles',
  requirement: 'requirements',
  check: 'checks',
} as const satisfies Record<Part, keyof PlaybookMapping>;

/**
 * What parts of `from` are called in `to`: by what `to` says of it, otherwise by what `from` says of `to`, read the
 * other way round. What neither names keeps its id.
 */
export function renamesBetween(from: Playbook, to: Playbook): Rename {
  const forth = mappingOf(to, from);
  if (forth !== undefined) return (part, id) => lookUp(forth, part, id);
  const back = mappingOf(from, to);
  return back === undefined ? (_, id) => id : (part, id) => lookUpBack(back, part, id);
}

/** What parts of a playbook of which only the name is known are called in `to`. */
export function renamesFrom(from: PlaybookRef, to: Playbook): Rename {
  const mapping = mappingOf(to, from);
  return (part, id) => (mapping === undefined ? id : lookUp(mapping, part, id));
}

const mappingOf = ({ mapsFrom }: Playbook, from: PlaybookRef): PlaybookMapping | undefined =>
  mapsFrom?.find(({ playbook, version }) => playbook === from.id && version === from.version);

function lookUp(mapping: PlaybookMapping, part: Part, id: string): string {
  const names = mapping[NAMES[part]] ?? {};
  return Object.hasOwn(names, id) ? names[id]! : id;
}

function lookUpBack(mapping: PlaybookMapping, part: Part, id: string): string {
  const found = Object.entries(mapping[NAMES[part]] ?? {}).find(([, renamed]) => renamed === id);
  return found?.[0] ?? id;
}
