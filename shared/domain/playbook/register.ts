import type { PlaybookVersion } from './playbook-version.ts';

/** What is remembered of a version where all versions are listed. */
export type Registered = Pick<PlaybookVersion, 'version' | 'status' | 'title' | 'group'>;

/** All versions of one playbook. */
export interface Register {
  readonly playbookId: string;
  /** 1, 2, 3 …: counts the changes. */
  readonly revision: number;
  /** Ascending. */
  readonly versions: readonly Registered[];
}

/** The register with this version as it now is. */
export function registered(register: Register | undefined, after: PlaybookVersion): Register {
  const { version, status, title, group } = after;
  const others = register?.versions.filter((one) => one.version !== version) ?? [];
  return {
    playbookId: after.playbookId,
    revision: (register?.revision ?? 0) + 1,
    versions: [...others, { version, status, title, group }].sort((a, b) => a.version - b.version),
  };
}

/** The version that new cases get: the newest that is published and not retired. */
export const newestPublished = ({ versions }: Register): number | undefined =>
  versions.findLast(({ status }) => status === 'published')?.version;

/** Every group that some case can have been routed to, sorted: running cases keep a retired version. */
export function groupsOf(registers: readonly Register[]): readonly string[] {
  const open = registers.flatMap(({ versions }) => versions.filter(({ status }) => status !== 'draft'));
  return [...new Set(open.map(({ group }) => group))].toSorted();
}
