import { CaseIncomplete } from '../errors.ts';
import { factsOf } from '../playbook/facts-of.ts';
import { stepProblems } from '../playbook/step-problems.ts';
import type { Case, StepAnswers } from './case.ts';
import { decide, unchanged } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { StepNotReady } from './refusals.ts';
import { requireStep, stateOf } from './require-step.ts';
import { putAnswers } from './save-answers.ts';
import { statusAfter } from './transitions.ts';

export interface StepToComplete {
  readonly stepId: string;
}

/**
 * Declares a step done. Completing the review step records that the case was read as it stands.
 *
 * @throws {StepUnknown} {StepNotReady}
 * @throws {CaseIncomplete} with every field and person that is missing or wrong
 */
export function completeStep(case_: Case, { stepId }: StepToComplete, s: Surroundings): Decision {
  statusAfter(case_, 'complete_step');
  const step = requireStep(case_, s.playbook, stepId, ['form', 'members', 'documents', 'review']);
  const state = stateOf(case_, s.playbook, stepId);
  if (state === 'pending') throw new StepNotReady(stepId, state);
  if (step.kind === 'review') return reviewDraft(case_, stepId, s);
  const stored = case_.answers.find((answers) => answers.stepId === stepId);
  if (stored?.completedAt !== undefined && state === 'complete') return unchanged(case_);
  const missing = stepProblems(step, { ...case_, updatedAt: s.at }, s.playbook, factsOf(case_, s.playbook));
  if (missing.length > 0) throw new CaseIncomplete(missing);
  const answers = putAnswers(case_.answers, completed(stepId, stored, s));
  return decide(case_, { answers }, [{ type: 'case.step_completed', stepId }], s.at);
}

function reviewDraft(case_: Case, stepId: string, s: Surroundings): Decision {
  const { materialVersion } = case_;
  if (case_.reviewedMaterialVersion === materialVersion) return unchanged(case_);
  const facts = [{ type: 'case.reviewed', materialVersion } as const, { type: 'case.step_completed', stepId } as const];
  return decide(case_, { reviewedMaterialVersion: materialVersion }, facts, s.at);
}

function completed(stepId: string, stored: StepAnswers | undefined, { at, caller }: Surroundings): StepAnswers {
  const { needsRevisit: _, ...kept } = stored ?? { stepId, values: {}, authors: {}, revision: 0 };
  return { ...kept, completedAt: at, completedBy: caller.personId };
}
