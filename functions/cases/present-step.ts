import type { Case, StepAnswers } from '../../shared/domain/case/case.ts';
import { StepUnknown } from '../../shared/domain/case/refusals.ts';
import { evaluate } from '../../shared/domain/playbook/evaluate.ts';
import type { Facts } from '../../shared/domain/playbook/facts.ts';
import { factsOf } from '../../shared/domain/playbook/facts-of.ts';
import type { Field, IntakeStep, Playbook } from '../../shared/domain/playbook/playbook.ts';
import { stepProblems } from '../../shared/domain/playbook/step-problems.ts';
import { stepStates } from '../../shared/domain/playbook/step-states.ts';
import { versionFor } from '../../shared/http/etag.ts';
import type { View } from './present-case.ts';

/** A step that a form can be drawn from: fields with help, options and visibility, and what was typed so far. */
export function presentStep({ case_, caller, playbook }: View, stepId: string) {
  const step = playbook.intake.find((candidate) => candidate.id === stepId);
  if (step === undefined) throw new StepUnknown(stepId);
  const facts = factsOf(case_, playbook);
  const stored = case_.answers.find((answers) => answers.stepId === stepId);
  const state = stepStates(case_, playbook).find((status) => status.stepId === stepId)?.state ?? 'pending';
  return {
    stepId,
    kind: step.kind,
    title: step.title,
    ...(step.help !== undefined && { help: step.help }),
    state,
    revision: stored?.revision ?? 0,
    fields: (step.fields ?? []).map((field) => presentField(field, facts, stored)),
    ...(step.memberRoles !== undefined && { memberRoles: rolesOf(step, playbook) }),
    errors: stepProblems(step, case_, playbook, facts),
    caseVersion: versionFor(case_, caller),
    materialVersion: case_.materialVersion,
  };
}

function presentField(
  { visibleWhen, required, notInFuture: _rule, ...field }: Field,
  facts: Facts,
  stored: StepAnswers | undefined,
) {
  const value = stored?.values[field.id];
  const author = stored?.authors[field.id];
  return {
    ...field,
    required: typeof required === 'boolean' ? required : evaluate(required, facts),
    visible: visibleWhen === undefined || evaluate(visibleWhen, facts),
    ...(value !== undefined && { value }),
    ...(author !== undefined && { author }),
  };
}

const rolesOf = (step: IntakeStep, playbook: Playbook) =>
  playbook.memberRoles
    .filter((role) => step.memberRoles?.includes(role.id))
    .map(({ id, label, minimum, maximum }) => ({ id, label, minimum, maximum }));

/** Steps that are part of the run as things stand now. */
export const stepsInRun = (case_: Case, playbook: Playbook): readonly string[] =>
  stepStates(case_, playbook)
    .filter((status) => status.applies)
    .map((status) => status.stepId);
