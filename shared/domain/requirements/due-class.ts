import type { Case, Instant } from '../case/case.ts';
import type { RequirementStatus } from '../vocabulary.ts';
import type { DueClass } from './requirement.ts';

/**
 * When the documents of this case are due: the announced deadline, else the end of the data capture stage.
 *
 * @param since from when a requirement is owed that was settled before; a stage that had ended by then sets no date
 */
export function documentsDueAt(case_: Case, since?: Instant): Instant | undefined {
  const announced = case_.timers.find((timer) => timer.kind === 'document_expiry');
  if (announced !== undefined) return announced.dueAt;
  const dueAt = case_.stages.findLast((stage) => stage.stage === 'data_capture')?.dueAt;
  return dueAt === undefined || (since !== undefined && dueAt <= since) ? undefined : dueAt;
}

/**
 * What a mandatory requirement means for the customer at `at`. Nothing is chased before data capture; what was refused
 * is owed at once.
 *
 * @param since see `documentsDueAt`
 */
export function dueClass(status: RequirementStatus, case_: Case, at: Instant, since?: Instant): DueClass {
  if (case_.status === 'closed' || case_.status === 'cancelled') return 'none';
  if (status === 'submitted' || status === 'in_review') return 'pending_verification';
  if (status === 'deferred') return 'eventually_due';
  if (status !== 'open' && status !== 'rejected' && status !== 'expired') return 'none';
  if (case_.stage === 'initiate' || case_.stage === 'pre_approval') {
    return status === 'open' ? 'eventually_due' : 'currently_due';
  }
  const dueAt = documentsDueAt(case_, since);
  return dueAt !== undefined && dueAt <= at ? 'past_due' : 'currently_due';
}
