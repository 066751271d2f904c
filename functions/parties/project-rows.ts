import type { Case, Instant } from '../../shared/domain/case/case.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { progressFor } from '../../shared/domain/progress/progress.ts';
import { isActionNeeded } from '../../shared/domain/requirements/action-needed.ts';
import { owed } from '../../shared/domain/requirements/owed.ts';
import { type Viewer, viewerOfParty } from '../../shared/domain/requirements/viewer.ts';
import { caseRow } from '../../shared/store/case-row.ts';
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
  const parties = partiesOf(case_, playbook);
  const shown = parties.map((partyId) => {
    const viewer = viewerOfParty(partyId, case_);
    return {
      partyId,
      row: customerRow(case_, playbook, at, viewer),
      list: listOf(case_),
      actionNeeded: isActionNeeded(case_, playbook, at, viewer),
    };
  });
  const hidden = gone
    .filter((partyId) => !parties.includes(partyId))
    .map((partyId) => ({ partyId, actionNeeded: false }));
  const openers = customerRow(case_, playbook, at, viewerOfParty(case_.openedBy, case_));
  return [...shown, ...hidden, ...openersRow(case_, openers, parties)];
}

/** Whoever opened a draft for somebody else finds it among their drafts until it is handed in. */
function openersRow({ openedBy, status }: Case, row: CaseRow, parties: readonly string[]): readonly ProjectedRow[] {
  if (openedBy.startsWith('system:') || parties.includes(openedBy)) return [];
  const isDraft = status === 'draft';
  return [{ partyId: openedBy, actionNeeded: false, ...(isDraft && { row, list: 'drafts' as const }) }];
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

/** What a customer's list shows: also how much is owed, and of a draft, the first step that is not finished. */
function customerRow(case_: Case, playbook: Playbook, at: Instant, viewer: Viewer): CaseRow {
  const due = owed(case_, playbook, at, viewer);
  return {
    ...caseRow(case_),
    updatedAt: case_.customerUpdatedAt,
    owedCount: due.currentlyDue.length + due.pastDue.length,
    ...(case_.status === 'draft' && resumption(case_, playbook, at, viewer)),
  };
}

function resumption(case_: Case, playbook: Playbook, at: Instant, viewer: Viewer): Partial<CaseRow> {
  const { currentStep, index, total } = progressFor(case_, playbook, viewer, at);
  return {
    progress: { index, total },
    ...(currentStep && {
      resumeStepId: currentStep.stepId,
      resumeHref: `/v1/cases/${case_.caseId}/steps/${currentStep.stepId}`,
    }),
  };
}
