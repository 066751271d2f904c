import type { Case, Instant } from '../../shared/domain/case/case.ts';
import type { Envelope } from '../../shared/domain/events/envelope.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import type { CaseLists, CaseStore } from '../../shared/store/ports.ts';
import { projectRows } from './project-rows.ts';

export interface ProjectDeps {
  readonly cases: Pick<CaseStore, 'load'>;
  readonly lists: Pick<CaseLists, 'project'>;
  readonly playbookOf: (ref: Case['playbook']) => Promise<Playbook>;
  readonly now: () => Instant;
}

/**
 * Brings the lists of a case's parties up to date. The case is read as it stands, so a late or repeated event writes
 * what is true now, and the store refuses what is older than what it has seen.
 */
export const onCaseChanged =
  (deps: ProjectDeps) =>
  async (event: Envelope): Promise<void> => {
    const case_ = await deps.cases.load(event.caseId);
    const playbook = await deps.playbookOf(case_.playbook);
    const rows = projectRows(case_, playbook, deps.now(), removedPeople(event));
    await deps.lists.project(rows, case_.caseId, case_.customerVersion);
  };

const removedPeople = (event: Envelope): readonly string[] =>
  event.data.facts.flatMap((fact) =>
    fact.type === 'case.member_removed' && typeof fact['personId'] === 'string' ? [fact['personId']] : [],
  );
