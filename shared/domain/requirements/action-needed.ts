import { addDays } from '../calendar.ts';
import type { Case, Instant } from '../case/case.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { owed } from './owed.ts';
import { SEES_ALL } from './viewer.ts';

/** Calendar days before the end of a deferral from which on it is the customer's business again. */
const DEFERRAL_NOTICE_DAYS = 7;

/**
 * Whether the next move is the customer's: a draft to submit, a question, a document that is due or whose deferral ends
 * within a week, an undecided proposal.
 */
export function isActionNeeded(case_: Case, playbook: Playbook, at: Instant, viewer = SEES_ALL): boolean {
  if (case_.status === 'closed' || case_.status === 'cancelled') return false;
  if (case_.status === 'draft' || case_.status === 'awaiting_info') return true;
  if (case_.proposals.some((proposal) => proposal.status === 'undecided')) return true;
  const { currentlyDue, pastDue, eventuallyDue } = owed(case_, playbook, at, viewer);
  const soon = addDays(at, DEFERRAL_NOTICE_DAYS);
  const deferralsEnding = eventuallyDue.filter(({ dueAt }) => dueAt !== undefined && dueAt <= soon);
  return currentlyDue.length + pastDue.length + deferralsEnding.length > 0;
}
