import type { Playbook } from '../domain/playbook/playbook.ts';
import companyAccountV1 from './data/company-account.v1.json' with { type: 'json' };
import consumerAccountV1 from './data/consumer-account.v1.json' with { type: 'json' };

// A file that was once seeded is never changed: the table holds it for good, because running cases keep their version.
// The tests parse and lint each file: TypeScript reads JSON texts as `string`.
/** The playbooks that ship with the code, for the table. Functions read the table and never this. */
export const PACKAGED = [companyAccountV1, consumerAccountV1] as unknown as readonly Playbook[];

/** The packaged playbook in exactly that version. */
export function playbookOf({ id, version }: { readonly id: string; readonly version: number }): Playbook | undefined {
  return PACKAGED.find((published) => published.id === id && published.version === version);
}

/** The newest packaged version of this type. */
export function newestPlaybook(type: string): Playbook | undefined {
  return PACKAGED.filter((published) => published.id === type).toSorted((a, b) => b.version - a.version)[0];
}

/** Ids of all packaged playbooks, sorted. */
export function playbookTypes(): readonly string[] {
  return [...new Set(PACKAGED.map(({ id }) => id))].toSorted();
}
