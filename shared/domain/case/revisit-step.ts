import type { Case } from './case.ts';
import { decide, unchanged } from './change.ts';
import type { StepToComplete } from './complete-step.ts';
import type { Decision, Surroundings } from './decision.ts';
import { requireStep } from './require-step.ts';
import { putAnswers } from './save-answers.ts';
import { statusAfter } from './transitions.ts';

/** Goes back to a step: what it holds is kept, and it has to be completed again. @throws {StepUnknown} {StepNotReady} */
export function revisitStep(case_: Case, { stepId }: StepToComplete, s: Surroundings): Decision {
  statusAfter(case_, 'revisit_step');
  requireStep(case_, s.playbook, stepId, ['form', 'members', 'documents']);
  const stored = case_.answers.find((answers) => answers.stepId === stepId);
  if (stored?.completedAt === undefined || stored.needsRevisit === true) return unchanged(case_);
  const answers = putAnswers(case_.answers, { ...stored, needsRevisit: true });
  return decide(case_, { answers }, [{ type: 'case.step_revisited', stepId }], s.at);
}
