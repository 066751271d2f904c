import { InputInvalid } from '../errors.ts';
import { RISK_BANDS, type RiskBand } from '../vocabulary.ts';
import type { Case } from './case.ts';
import { decide } from './change.ts';
import { awaitsJudgement, type CheckState, checkStates, hasFailed, isPending, isUnidentified } from './check-states.ts';
import { dataDigest } from './data-digest.ts';
import type { Decision, Surroundings } from './decision.ts';
import { ReviewNotSettled } from './refusals.ts';
import { requireDocuments } from './require-documents.ts';
import { enterStage, stageCompleted } from './stages.ts';
import { statusAfter } from './transitions.ts';

export interface ReviewCompletion {
  /** Raises the computed band. */
  readonly riskBand?: RiskBand;
}

/**
 * Ends due diligence with a risk band, bound to the data that was checked. Only a person completes it when a provider
 * could not identify somebody.
 *
 * @throws {ReviewNotSettled} naming the required checks that have no result, or one that nobody has judged
 * @throws {CaseIncomplete} naming what people who came on the case meanwhile still owe, and tasks that are open
 * @throws {InputInvalid} for a band below the computed one, or one that needs a second approver
 */
export function completeReview(case_: Case, { riskBand }: ReviewCompletion, s: Surroundings): Decision {
  const status = statusAfter(case_, 'complete_review');
  const states = checkStates(case_, s.playbook);
  const open = states.filter((state) => state.definition.required && !isSettled(state, s));
  if (open.length > 0) throw new ReviewNotSettled(open.map(({ definition }) => definition.id));
  requireDocuments(case_, s);
  const band = raised(computedBand(states), riskBand);
  const digest = dataDigest(case_);
  const changes = {
    status,
    needsAttention: false,
    riskBand: band,
    reviewDigest: digest,
    ...enterStage(case_, s.playbook, 'resolve', s.at),
  };
  const fact = { type: 'case.review_completed', dataDigest: digest } as const;
  return decide(case_, changes, [stageCompleted('due_diligence'), fact], s.at);
}

function isSettled(state: CheckState, { caller }: Surroundings): boolean {
  if (isPending(state) || hasFailed(state) || awaitsJudgement(state)) return false;
  return !isUnidentified(state) || caller.kind === 'person';
}

/** Low when every result is clear and nobody had to judge one, medium otherwise. */
export function computedBand(states: readonly CheckState[]): RiskBand {
  const isPlain = ({ check }: CheckState) =>
    check?.adjudication === undefined && (check?.result === undefined || check.result === 'clear');
  return states.every(isPlain) ? 'low' : 'medium';
}

function raised(computed: RiskBand, wanted: RiskBand = computed): RiskBand {
  const pointer = '/riskBand';
  if (wanted === 'high') {
    const message = 'The high band needs a second approver, which is not offered yet.';
    throw new InputInvalid([{ pointer, code: 'risk.needs-second-approver', message }]);
  }
  if (RISK_BANDS.indexOf(wanted) < RISK_BANDS.indexOf(computed)) {
    throw new InputInvalid([{ pointer, code: 'risk.cannot-lower', message: `The checks came to ${computed}.` }]);
  }
  return wanted;
}
