import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import type { PlaybookVersion } from '../../shared/domain/playbook/playbook-version.ts';
import { newestPublished, type Register } from '../../shared/domain/playbook/register.ts';
import type { Reply } from '../../shared/http/incoming.ts';
import type { Finding } from '../../shared/playbooks/lint/finding.ts';
import type { StoredPlaybook } from '../../shared/store/playbook-ports.ts';

/** A version as the API shows it; its revision is the entity tag. */
export const presentVersion = ({ playbookId: id, revision: _, ...record }: PlaybookVersion) => ({ id, ...record });

/** A playbook as the list shows it, by the title that new cases have. */
export function presentRegister(register: Register) {
  const { playbookId: id, versions } = register;
  const newestVersion = newestPublished(register) ?? null;
  const titled = versions.find(({ version }) => version === newestVersion) ?? versions.at(-1);
  return { id, title: titled?.title ?? id, newestVersion, versions };
}

export const replyWithVersion = (
  { record, playbook }: StoredPlaybook,
  examine: (playbook: Playbook) => readonly Finding[],
): Reply => ({
  body: { ...presentVersion(record), document: playbook, findings: examine(playbook) },
  version: record.revision,
});
