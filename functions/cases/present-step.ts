import { isStaff } from '../../shared/domain/access/is-staff.ts';
import { sideOf } from '../../shared/domain/access/side-of.ts';
import { type Author, PREFILLED_BY } from '../../shared/domain/case/author.ts';
import type { Case, StepAnswers } from '../../shared/domain/case/case.ts';
import { StepUnknown } from '../../shared/domain/case/refusals.ts';
import { minimumOf } from '../../shared/domain/playbook/check-members.ts';
import { evaluate } from '../../shared/domain/playbook/evaluate.ts';
import type { Facts } from '../../shared/domain/playbook/facts.ts';
import { factsOf } from '../../shared/domain/playbook/facts-of.ts';
import type { Field, IntakeStep, Playbook } from '../../shared/domain/playbook/playbook.ts';
import { stepProblems } from '../../shared/domain/playbook/step-problems.ts';
import { stepStates } from '../../shared/domain/playbook/step-states.ts';
import { versionFor } from '../../shared/http/etag.ts';
import { presentChecklist } from '../../shared/http/present-requirement.ts';
import { otherFacts } from './facts-for-form.ts';
import { namedOptions } from './named-options.ts';
import type { View } from './present-case.ts';

/** A step that a form can be drawn from: fields with help, options and visibility, and what was typed so far. */
export function presentStep(view: View, stepId: string) {
  const { case_, caller, playbook } = view;
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
    required: step.required,
    state,
    revision: stored?.revision ?? 0,
    fields: (step.fields ?? []).map((field) => presentField(field, facts, stored, view)),
    facts: otherFacts(step, playbook, facts),
    ...partsOf(step, view, facts),
    errors: stepProblems(step, case_, playbook, facts),
    ...neighbours(stepId, case_, playbook),
    caseVersion: versionFor(case_, caller),
    materialVersion: case_.materialVersion,
  };
}

function presentField(definition: Field, facts: Facts, stored: StepAnswers | undefined, { case_, caller }: View) {
  const { visibleWhen, required, notInFuture: _rule, optionSource: _from, prefill: _source, ...field } = definition;
  const value = stored?.values[field.id];
  const author = stored?.authors[field.id];
  const options = namedOptions(definition, case_.members);
  return {
    ...field,
    ...(options && { options }),
    required: typeof required === 'boolean' ? required : evaluate(required, facts),
    ...(typeof required !== 'boolean' && { requiredWhen: required }),
    visible: visibleWhen === undefined || evaluate(visibleWhen, facts),
    ...(visibleWhen && { visibleWhen }),
    ...(value !== undefined && { value }),
    ...(author && { author: presentAuthor(author, isStaff(caller)) }),
  };
}

/** Customers learn that one of our people wrote it, not which. */
function presentAuthor({ by, ...author }: Author, toStaff: boolean) {
  const side = sideOf(by);
  const prefilled = by === PREFILLED_BY;
  return { ...((toStaff || side === 'customer') && { by }), side, ...(prefilled && { prefilled }), ...author };
}

/** The people, or the documents, that a step is about. */
function partsOf({ kind, memberRoles = [] }: IntakeStep, view: View, facts: Facts) {
  const { case_, playbook } = view;
  if (kind === 'documents') return { requirements: presentChecklist(view) };
  if (kind !== 'members') return {};
  const roles = playbook.memberRoles.filter(({ id }) => memberRoles.includes(id));
  return {
    memberRoles: roles.map((role) => {
      const { minimumWhen: _when, rights: _rights, ...shown } = role;
      return { ...shown, minimum: minimumOf(role, facts) };
    }),
    members: case_.members.filter(({ role }) => memberRoles.includes(role)),
  };
}

function neighbours(stepId: string, case_: Case, playbook: Playbook) {
  const run = stepsInRun(case_, playbook);
  const position = run.indexOf(stepId);
  const [previousStepId, nextStepId] = position === -1 ? [] : [run[position - 1], run[position + 1]];
  return { ...(previousStepId && { previousStepId }), ...(nextStepId && { nextStepId }) };
}

/** Steps that are part of the run as things stand now. */
export const stepsInRun = (case_: Case, playbook: Playbook): readonly string[] =>
  stepStates(case_, playbook)
    .filter((status) => status.applies)
    .map((status) => status.stepId);
