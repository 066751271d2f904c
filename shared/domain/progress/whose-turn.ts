import type { Case } from '../case/case.ts';
import type { Owed } from '../requirements/owed.ts';

export interface Turn {
  readonly customer: boolean;
  readonly staff: boolean;
}

/** Who can move the case on from where it stands: either side, both, or (while checks run) neither is asked. */
export function whoseTurn(case_: Case, owed: Owed): Turn {
  if (case_.status === 'draft' || case_.status === 'awaiting_info') return { customer: true, staff: false };
  if (case_.status === 'resolved') {
    const undecided = case_.proposals.some(({ status }) => status === 'undecided');
    return { customer: undecided, staff: !undecided };
  }
  if (case_.stage !== 'data_capture') return { customer: false, staff: true };
  const customer = owed.currentlyDue.length + owed.pastDue.length > 0;
  return { customer, staff: !customer || owed.pendingReview.length > 0 || hasUnclassified(case_) };
}

function hasUnclassified({ documents }: Case): boolean {
  return documents.some(({ status, scan }) => status === 'unclassified' && scan === 'clean');
}
