import { closeCase } from '../../shared/domain/case/close-case.ts';
import { completeReview } from '../../shared/domain/case/complete-review.ts';
import { recordPreApproval } from '../../shared/domain/case/record-pre-approval.ts';
import { runVerification } from '../../shared/domain/case/run-verification.ts';
import { timeOutCheck } from '../../shared/domain/case/time-out-check.ts';
import type { ActDeps, SystemVerb } from './act-on-plan.ts';

/** Resolution of a case that closes by itself, where the playbook says so. */
const CLOSURE = { resolutionCode: 'accepted', resolutionNotes: 'Closed when the proposal was accepted.' };

/** What the system does when the plan says so. */
export const SYSTEM_VERBS: ActDeps['verbs'] = {
  pre_approve: (case_, surroundings) => recordPreApproval(case_, {}, surroundings),
  verify_checklist: (case_, surroundings) => runVerification(case_, {}, surroundings),
  complete_review: (case_, surroundings) => completeReview(case_, {}, surroundings),
  close_case: (case_, surroundings) => closeCase(case_, CLOSURE, surroundings),
};

export const timeOutVerb =
  (checkId: string, attempt: number): SystemVerb =>
  (case_, surroundings) =>
    timeOutCheck(case_, { checkId, attempt }, surroundings);
