import type { Case } from '../domain/case/case.ts';
import { PlaybookUnknown } from '../domain/errors.ts';
import type { Playbook } from '../domain/playbook/playbook.ts';
import { playbookOf } from './catalogue.ts';

/** The playbook that a case was opened with. @throws {PlaybookUnknown} when it was never published */
export function pinnedPlaybook(ref: Case['playbook']): Playbook {
  const playbook = playbookOf(ref);
  if (playbook === undefined) throw new PlaybookUnknown(ref.id, ref.version);
  return playbook;
}
