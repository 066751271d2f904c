import { AssigneeNotInGroup, ContextReviewRequired } from '../errors.ts';
import type { Fact } from '../events/fact.ts';
import type { Status } from '../vocabulary.ts';
import type { Case } from './case.ts';
import { decide } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { preApprovalRecord } from './record-pre-approval.ts';
import { currentReceipt } from './review-context.ts';
import { enterStage, stageCompleted } from './stages.ts';
import { withTimers } from './timers.ts';

/**
 * The caller becomes the owner of the case; from the first stage it moves to pre-approval, which opens in the same event.
 *
 * @throws {AssigneeNotInGroup}
 * @throws {ContextReviewRequired} when the caller has not read the case as it stands
 */
export function takeOver(case_: Case, status: Status, s: Surroundings): Decision {
  const { personId, groups } = s.caller;
  if (!groups.includes(case_.group)) throw new AssigneeNotInGroup(case_.group);
  const receipt = currentReceipt(case_, personId);
  if (receipt === undefined) throw new ContextReviewRequired(case_.materialVersion);
  const isFirst = case_.stage === 'initiate';
  const assigned: Fact = {
    type: 'case.assigned',
    assignee: personId,
    group: case_.group,
    receiptId: receipt.receiptId,
  };
  const changes = {
    status,
    assignee: personId,
    assignedAt: s.at,
    offer: undefined,
    timers: withTimers(case_, ['offer_expiry']),
  };
  if (!isFirst) return decide(case_, changes, [assigned], s.at);
  const record = preApprovalRecord(s);
  const entered = { ...changes, ...enterStage(case_, s.playbook, 'pre_approval', s.at), ...record.changes };
  return decide(case_, entered, [assigned, stageCompleted('initiate'), record.fact], s.at);
}
