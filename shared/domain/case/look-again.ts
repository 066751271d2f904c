import type { Fact } from '../events/fact.ts';
import type { Condition, FactName } from '../playbook/condition.ts';
import { factsRead } from '../playbook/decisions.ts';
import type { Facts } from '../playbook/facts.ts';
import { factsOf } from '../playbook/facts-of.ts';
import type { IntakeStep, Playbook } from '../playbook/playbook.ts';
import type { Case, StepAnswers } from './case.ts';

/**
 * Marks the completed steps that ask for what has just changed, and no others: each keeps what it holds, and somebody
 * looks at it again.
 *
 * @param own the step that the change was made in
 */
export function lookAgain(
  before: Case,
  after: Case,
  playbook: Playbook,
  own?: string,
): { readonly answers: readonly StepAnswers[]; readonly facts: readonly Fact[] } {
  const [old, now] = [factsOf(before, playbook), factsOf(after, playbook)];
  const marked = playbook.intake
    .filter(({ id }) => id !== own && isCompleted(after.answers, id))
    .filter((step) => inputsOf(step, playbook).some((fact) => differs(fact, old, now)))
    .map(({ id }) => id);
  return {
    answers:
      marked.length === 0
        ? after.answers
        : after.answers.map((one) => (marked.includes(one.stepId) ? { ...one, needsRevisit: true } : one)),
    facts: marked.map((stepId) => ({ type: 'case.step_revisited', stepId, cause: 'input_changed' })),
  };
}

function isCompleted(answers: readonly StepAnswers[], stepId: string): boolean {
  return answers.some((one) => one.stepId === stepId && one.completedAt !== undefined && one.needsRevisit !== true);
}

/** Facts that a step asks for: whether it applies, its fields, how many people it needs, which documents. */
function inputsOf(step: IntakeStep, { memberRoles, requirements }: Playbook): readonly FactName[] {
  const conditions: readonly (Condition | undefined)[] = [
    step.when,
    ...(step.fields ?? []).flatMap(({ visibleWhen, required }) => [
      visibleWhen,
      typeof required === 'boolean' ? undefined : required,
    ]),
    ...memberRoles.filter(({ id }) => step.memberRoles?.includes(id)).map(({ minimumWhen }) => minimumWhen?.when),
    ...(step.kind === 'documents' ? requirements.map(({ when }) => when) : []),
  ];
  const own = new Set((step.fields ?? []).map(({ id }) => `answers.${id}`));
  return conditions.flatMap((condition) =>
    condition === undefined ? [] : factsRead(condition).filter((fact) => !own.has(fact)),
  );
}

function differs(fact: FactName, before: Facts, after: Facts): boolean {
  return JSON.stringify(before.get(fact)) !== JSON.stringify(after.get(fact));
}
