import type { IntakeStep, IntakeStepKind, Playbook } from '../playbook/playbook.ts';
import { stepStates } from '../playbook/step-states.ts';
import type { StepState } from '../vocabulary.ts';
import type { Case } from './case.ts';
import { StepNotReady, StepUnknown } from './refusals.ts';

const OUT_OF_THE_RUN: readonly StepState[] = ['skipped', 'cancelled'];

/**
 * The step of the playbook, which has to be part of this case's run.
 *
 * @param kinds kinds of step that the command takes
 * @throws {StepUnknown} {StepNotReady}
 */
export function requireStep(
  case_: Case,
  playbook: Playbook,
  stepId: string,
  kinds: readonly IntakeStepKind[],
): IntakeStep {
  const step = playbook.intake.find(({ id }) => id === stepId);
  if (step === undefined || !kinds.includes(step.kind)) throw new StepUnknown(stepId);
  const state = stateOf(case_, playbook, stepId);
  if (OUT_OF_THE_RUN.includes(state)) throw new StepNotReady(stepId, state);
  return step;
}

/** @throws {StepUnknown} */
export function stateOf(case_: Case, playbook: Playbook, stepId: string): StepState {
  const status = stepStates(case_, playbook).find((step) => step.stepId === stepId);
  if (status === undefined) throw new StepUnknown(stepId);
  return status.state;
}
