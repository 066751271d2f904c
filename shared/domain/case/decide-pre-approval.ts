import type { Case } from './case.ts';
import { decide } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { requireText } from './input-text.ts';
import { ApprovalNotOpen, DeciderNotIndependent } from './refusals.ts';
import { statusAfter } from './transitions.ts';

export interface PreApprovalDecision {
  readonly approval: 'approved' | 'rejected';
  /** Needed for a rejection. */
  readonly reason?: string;
}

/**
 * A supervisor approves or rejects. A rejection can be decided anew until the stage is completed.
 *
 * @throws {ApprovalNotOpen} when none was asked for, or it was given already
 * @throws {DeciderNotIndependent} for who opened or owns the case
 */
export function decidePreApproval(case_: Case, input: PreApprovalDecision, s: Surroundings): Decision {
  statusAfter(case_, 'decide_pre_approval');
  const current = case_.preApproval;
  if (current === undefined || !['requested', 'rejected'].includes(current.approval)) throw new ApprovalNotOpen();
  const { personId } = s.caller;
  if (personId === case_.assignee || personId === case_.openedBy) throw new DeciderNotIndependent();
  const { approval, reason } = input;
  const text = approval === 'rejected' || reason !== undefined ? requireText(reason ?? '', '/reason') : undefined;
  const { reason: _, ...kept } = current;
  const record = {
    ...kept,
    approval,
    recordedAt: s.at,
    recordedBy: personId,
    ...(text !== undefined && { reason: text }),
  };
  return decide(case_, { preApproval: record }, [{ type: 'case.approval_recorded', approval }], s.at);
}
