import type { Case } from '../case/case.ts';
import type { InputError } from '../errors.ts';
import { checkAnswers } from './check-answers.ts';
import { checkMembers } from './check-members.ts';
import type { Facts } from './facts.ts';
import { optionsOf } from './options-of.ts';
import type { IntakeStep, Playbook } from './playbook.ts';

/**
 * What is wrong with, or missing from, the data that a step collects: everything that its completion would refuse.
 * Missing documents are never among them, because they are chased in data capture. Today is the day of the last change,
 * so that what was right when it was saved stays right.
 */
export function stepProblems(step: IntakeStep, case_: Case, playbook: Playbook, facts: Facts): readonly InputError[] {
  if (step.kind === 'members') return checkMembers(step, case_.members, playbook, facts);
  if (step.kind !== 'form') return [];
  const stored = case_.answers.find((answers) => answers.stepId === step.id);
  const today = case_.updatedAt.slice(0, 10);
  return checkAnswers(withOptions(step, case_), stored?.values ?? {}, facts, today, { completing: true }).map(
    (problem) => ({
      ...problem,
      pointer: `/steps/${step.id}${problem.pointer}`,
    }),
  );
}

/** What a field takes from elsewhere, as it stands there now. */
function withOptions(step: IntakeStep, { members }: Case): IntakeStep {
  if (!step.fields?.some(({ optionSource }) => optionSource !== undefined)) return step;
  const fields = step.fields.map((field) => {
    const options = optionsOf(field, members);
    return options === undefined ? field : { ...field, options };
  });
  return { ...step, fields };
}
