import type { Case } from '../case/case.ts';
import { STAGES, type Stage, type StepState } from '../vocabulary.ts';

/**
 * `pending` before the stage, `in_progress` in it; what a case that has ended did not finish is `cancelled`. (Every
 * closed case stands in the last stage; without an acceptance it got no further than the proposal.)
 */
export function stageState(
  stage: Stage,
  case_: Case,
): Extract<StepState, 'pending' | 'in_progress' | 'complete' | 'cancelled'> {
  const ended = case_.status === 'closed' || case_.status === 'cancelled';
  if (ended && case_.outcome === 'accepted') return 'complete';
  const reached = case_.status === 'closed' ? 'resolve' : case_.stage;
  const distance = STAGES.indexOf(stage) - STAGES.indexOf(reached);
  if (distance < 0) return 'complete';
  if (ended) return 'cancelled';
  return distance === 0 ? 'in_progress' : 'pending';
}
