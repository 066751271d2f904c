import type { Case } from './case.ts';
import { decide, type NoInput } from './change.ts';
import type { Check } from './check.ts';
import { dataDigest } from './data-digest.ts';
import type { Decision, Surroundings } from './decision.ts';
import { requireDocuments } from './require-documents.ts';
import { enterStage, stageCompleted } from './stages.ts';
import { withTimers } from './timers.ts';
import { statusAfter } from './transitions.ts';

/**
 * Hands the case to due diligence. Checks of other data than the case holds now go stale and are made again.
 *
 * @throws {CaseIncomplete} naming every required document that is not accepted, waived or deferred, and every task that is open
 */
export function submitForReview(case_: Case, _input: NoInput, s: Surroundings): Decision {
  const status = statusAfter(case_, 'submit_for_review');
  requireDocuments(case_, s);
  const digest = dataDigest(case_);
  const changes = {
    status,
    needsAttention: false,
    checks: case_.checks.map((check) => staleUnless(digest, check)),
    timers: withTimers(case_, ['document_reminder', 'document_expiry']),
    ...enterStage(case_, s.playbook, 'due_diligence', s.at),
  };
  const facts = [stageCompleted('data_capture'), { type: 'case.review_started', dataDigest: digest } as const];
  return decide(case_, changes, facts, s.at);
}

function staleUnless(digest: string, check: Check): Check {
  return check.dataDigest === digest || check.status === 'stale' ? check : { ...check, status: 'stale' };
}
