import type { Case } from '../case/case.ts';
import type { InfoRequestItem } from '../case/info-request.ts';
import { isOpenItem } from '../case/info-request.ts';
import type { Playbook } from '../playbook/playbook.ts';
import type { Owed } from './owed.ts';
import { isRequirementVisible, SEES_ALL, type Viewer } from './viewer.ts';

/** How many things the viewer is asked for: documents that are due, unanswered questions, an undecided proposal. */
export function countOwed(case_: Case, owed: Owed, playbook: Playbook, viewer = SEES_ALL): number {
  const questions = case_.infoRequests
    .filter(({ closedAt }) => closedAt === undefined)
    .flatMap(({ items }) => items.filter((item) => isOpenItem(item) && isItemVisible(item, case_, playbook, viewer)));
  const proposals = case_.proposals.filter(({ status }) => status === 'undecided');
  return owed.currentlyDue.length + owed.pastDue.length + questions.length + proposals.length;
}

/** A question about a requirement is for those who may know of the requirement. */
export function isItemVisible(
  { requirementId }: InfoRequestItem,
  case_: Case,
  playbook: Playbook,
  viewer: Viewer,
): boolean {
  return requirementId === undefined || isRequirementVisible(requirementId, case_, playbook, viewer);
}
