import { addMember } from '../../../shared/domain/case/add-member.ts';
import type { AnswerValue, Case } from '../../../shared/domain/case/case.ts';
import { completeStep } from '../../../shared/domain/case/complete-step.ts';
import { createCase } from '../../../shared/domain/case/create-case.ts';
import { saveAnswers } from '../../../shared/domain/case/save-answers.ts';
import { minimumOf } from '../../../shared/domain/playbook/check-members.ts';
import { evaluate } from '../../../shared/domain/playbook/evaluate.ts';
import { factsOf } from '../../../shared/domain/playbook/facts-of.ts';
import type { Field, IntakeStep, Playbook } from '../../../shared/domain/playbook/playbook.ts';
import { stepStates } from '../../../shared/domain/playbook/step-states.ts';
import { type Cast, castOf } from '../../../shared/playbooks/simulate/cast.ts';
import type { Picks } from './picks.ts';

export function opened(playbook: Playbook): { readonly draft: Case; readonly cast: Cast } {
  const cast = castOf('business', playbook);
  const input = { number: 'ONB-0000-0000', applicant: cast.applicant, channel: 'web' } as const;
  return { draft: createCase(input, cast.customer).case, cast };
}

/**
 * Fills in and completes one step after another, with whatever it may be filled in with, and looks again at those that
 * a later answer has reopened. Nothing is ever taken back.
 */
export function filled(draft: Case, { customer }: Cast, picks: Picks): Case {
  let current = draft;
  for (const step of customer.playbook.intake) {
    current = lookedAgain(current, customer);
    const status = stepStates(current, customer.playbook).find(({ stepId }) => stepId === step.id);
    if (status?.applies !== true || step.kind === 'review') continue;
    current = withData(current, step, customer, picks);
    current = completeStep(current, { stepId: step.id }, customer).case;
  }
  return lookedAgain(current, customer);
}

function lookedAgain(case_: Case, customer: Cast['customer']): Case {
  return stepStates(case_, customer.playbook)
    .filter(({ state, applies, kind }) => state === 'needs_revisit' && applies && kind !== 'review')
    .reduce((current, { stepId }) => completeStep(current, { stepId }, customer).case, case_);
}

function withData(before: Case, step: IntakeStep, customer: Cast['customer'], picks: Picks): Case {
  const { playbook } = customer;
  let current = before;
  for (const field of step.fields ?? []) {
    const facts = factsOf(current, playbook);
    if (field.visibleWhen !== undefined && !evaluate(field.visibleWhen, facts)) continue;
    const isRequired = typeof field.required === 'boolean' ? field.required : evaluate(field.required, facts);
    if (!isRequired && picks.once(2)) continue;
    current = saveAnswers(current, { stepId: step.id, answers: { [field.id]: valueFor(field, picks) } }, customer).case;
  }
  for (const role of playbook.memberRoles.filter(({ id }) => step.memberRoles?.includes(id))) {
    const needed = minimumOf(role, factsOf(current, playbook)) + picks.below(2);
    for (let count = 0; count < needed; count += 1) current = addMember(current, person(role.id), customer).case;
  }
  return current;
}

export const person = (role: string) => ({ role, name: 'Somebody', dateOfBirth: '1980-01-01', ownershipPercent: 10 });

/** Something that may be written into the field. */
export function valueFor({ type, options = [], mustBeTrue }: Field, picks: Picks): AnswerValue {
  const values = options.map(({ value }) => value);
  switch (type) {
    case 'boolean':
      return mustBeTrue === true || picks.once(2);
    case 'choice':
      return picks.one(values);
    case 'multi_choice':
      return values.slice(0, 1 + picks.below(values.length));
    case 'number':
    case 'percentage':
      return picks.one([1, 9, 10, 20]);
    case 'date':
      return picks.one(['1999-12-31', '2020-02-29']);
    case 'country':
      return picks.one(['GB', 'FI', 'SE']);
    case 'email':
      return 'somebody@example.test';
    case 'phone':
      return '+44 20 7946 0000';
    default:
      return picks.one(['words', 'others']);
  }
}
