import { CaseIncomplete, ReviewOutdated } from '../errors.ts';
import { stepStates } from '../playbook/step-states.ts';
import { snapshotDigest } from './application-snapshot.ts';
import type { Case } from './case.ts';
import { decide } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { expectedAt } from './stages.ts';
import { withTimers } from './timers.ts';
import { statusAfter } from './transitions.ts';

export interface Submission {
  /** `materialVersion` of the case as the submitter reviewed it; submitting it is the review. */
  readonly materialVersion: number;
}

/**
 * Hands the draft in. From here on answers and members do not change.
 *
 * @throws {ReviewOutdated} when the case is not what was reviewed
 * @throws {CaseIncomplete} with everything that required steps still miss
 */
export function submitCase(case_: Case, { materialVersion }: Submission, s: Surroundings): Decision {
  const status = statusAfter(case_, 'submit');
  if (materialVersion !== case_.materialVersion) throw new ReviewOutdated(case_.materialVersion);
  const reviewed: Case = { ...case_, reviewedMaterialVersion: materialVersion };
  const missing = stepStates(reviewed, s.playbook).flatMap((step) => step.missing);
  if (missing.length > 0) throw new CaseIncomplete(missing);
  const changes = {
    status,
    reviewedMaterialVersion: materialVersion,
    submittedAt: s.at,
    expectedAt: expectedAt(s.playbook, case_.stage, s.at),
    timers: withTimers(case_, ['draft_reminder', 'draft_expiry']),
  };
  const fact = {
    type: 'case.submitted',
    materialVersion,
    snapshotDigest: snapshotDigest(case_),
    group: case_.group,
  } as const;
  return decide(case_, changes, [fact], s.at);
}
