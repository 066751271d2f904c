import type { Case, Instant } from '../../shared/domain/case/case.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { isActionNeeded } from '../../shared/domain/requirements/action-needed.ts';
import { owed } from '../../shared/domain/requirements/owed.ts';
import type { CaseRow, ProjectedRow } from '../../shared/store/ports.ts';

/**
 * The rows of one case in the lists of everybody who is a party to it.
 *
 * @param gone people who have just ceased to be members: their rows are hidden
 */
export function projectRows(
  case_: Case,
  playbook: Playbook,
  at: Instant,
  gone: readonly string[],
): readonly ProjectedRow[] {
  const row = customerRow(case_, playbook, at);
  const parties = partiesOf(case_, playbook);
  const shown = parties.map((partyId) => ({
    partyId,
    row,
    list: listOf(case_),
    actionNeeded: isActionNeeded(case_, playbook, at),
  }));
  const hidden = gone
    .filter((partyId) => !parties.includes(partyId))
    .map((partyId) => ({ partyId, actionNeeded: false }));
  return [...shown, ...hidden];
}

function listOf({ status }: Case): NonNullable<ProjectedRow['list']> {
  if (status === 'draft') return 'drafts';
  return status === 'closed' || status === 'cancelled' ? 'closed' : 'open';
}

/** The applicant in person, the applicant's account, and the members whose role lets them read. */
function partiesOf({ applicant, members }: Case, playbook: Playbook): readonly string[] {
  const readers = playbook.memberRoles.filter((role) => role.rights.includes('read')).map((role) => role.id);
  const people = members.filter((member) => readers.includes(member.role)).flatMap((member) => member.personId ?? []);
  return [...new Set([...applicantIds(applicant), ...people])];
}

function applicantIds(applicant: Case['applicant']): readonly string[] {
  if (applicant.kind === 'consumer') return [applicant.consumerId];
  return applicant.kind === 'account' ? [applicant.contactId, applicant.accountId] : [];
}

function customerRow(case_: Case, playbook: Playbook, at: Instant): CaseRow {
  const due = owed(case_, playbook, at);
  return {
    id: case_.caseId,
    number: case_.number,
    type: case_.type,
    status: case_.status,
    stage: case_.stage,
    outcome: case_.outcome ?? null,
    applicantName: case_.applicant.name,
    assignee: case_.assignee ?? null,
    group: case_.group,
    priority: case_.priority,
    owedCount: due.currentlyDue.length + due.pastDue.length,
    expectedAt: case_.expectedAt ?? null,
    createdAt: case_.createdAt,
    updatedAt: case_.updatedAt,
  };
}
