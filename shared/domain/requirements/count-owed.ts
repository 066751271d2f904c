import type { Case } from '../case/case.ts';
import type { Owed } from './owed.ts';

/** How many things the customer is asked for: documents that are due, unanswered questions, an undecided proposal. */
export function countOwed(case_: Case, owed: Owed): number {
  const questions = case_.infoRequests
    .filter(({ closedAt }) => closedAt === undefined)
    .flatMap(({ items }) => items.filter(({ answeredAt }) => answeredAt === undefined));
  const proposals = case_.proposals.filter(({ status }) => status === 'undecided');
  return owed.currentlyDue.length + owed.pastDue.length + questions.length + proposals.length;
}
