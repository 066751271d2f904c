import type { Instant } from '../../shared/domain/case/case.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { playbookDigest, published, uploaded } from '../../shared/domain/playbook/playbook-version.ts';
import { registered } from '../../shared/domain/playbook/register.ts';
import { PACKAGED } from '../../shared/playbooks/catalogue.ts';
import { StalePlaybook } from '../../shared/store/errors.ts';
import type { PlaybookStore } from '../../shared/store/playbook-ports.ts';

type Store = Pick<PlaybookStore, 'state' | 'commit'>;

/** Who published what ships with the code. */
const PACKAGER = 'system:catalogue';

/** The table has another document under the same playbook and version. */
export class PackagedPlaybookDiffers extends Error {
  override readonly name = 'PackagedPlaybookDiffers';
  constructor({ id, version }: Playbook) {
    super(`The table has another ${id} in version ${version} than the one that ships with this code.`);
  }
}

/**
 * Publishes the playbooks that ship with the code. Doing it again changes nothing, and what was retired stays so.
 *
 * @throws {PackagedPlaybookDiffers}
 */
export async function seedCatalogue(store: Store, at: Instant, playbooks = PACKAGED): Promise<void> {
  for (const playbook of playbooks) await seed(store, playbook, at);
}

async function seed(store: Store, playbook: Playbook, at: Instant): Promise<void> {
  const { register, stored } = await store.state(playbook);
  const found = stored?.record;
  if (found !== undefined && found.digest !== playbookDigest(playbook)) throw new PackagedPlaybookDiffers(playbook);
  if (found !== undefined && found.status !== 'draft') return;
  const record = published(found ?? uploaded(playbook, PACKAGER, at), PACKAGER, at);
  const change = { before: register, register: registered(register, record), after: { record, playbook }, at };
  try {
    await store.commit(change);
  } catch (error) {
    if (!(error instanceof StalePlaybook)) throw error;
    await seed(store, playbook, at);
  }
}
