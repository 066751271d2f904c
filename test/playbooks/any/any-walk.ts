import { addMember } from '../../../shared/domain/case/add-member.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { completeStep } from '../../../shared/domain/case/complete-step.ts';
import type { Decision } from '../../../shared/domain/case/decision.ts';
import { removeMember } from '../../../shared/domain/case/remove-member.ts';
import { revisitStep } from '../../../shared/domain/case/revisit-step.ts';
import { saveAnswers } from '../../../shared/domain/case/save-answers.ts';
import type { IntakeStep } from '../../../shared/domain/playbook/playbook.ts';
import { attempt } from '../../../shared/playbooks/simulate/attempt.ts';
import type { Cast } from '../../../shared/playbooks/simulate/cast.ts';
import { person, valueFor } from './filler.ts';
import type { Picks } from './picks.ts';

/** Something that a customer does in a draft: to one step, to one field of it, to one role. */
export interface Act {
  readonly kind: 'save' | 'clear' | 'complete' | 'revisit' | 'add' | 'remove';
  readonly step: IntakeStep;
  readonly fieldId?: string;
  readonly role?: string;
  readonly give: (case_: Case) => Decision;
}

/** Does things at random, as far as they are not refused; `look` sees each that had an effect. */
export function wander(
  draft: Case,
  cast: Cast,
  { count, picks }: { readonly count: number; readonly picks: Picks },
  look: (before: Case, after: Decision, act: Act) => void,
): void {
  let current = draft;
  for (let i = 0; i < count; i += 1) {
    const act = anyAct(current, cast, picks);
    const { case: next, facts } = attempt(current, act.give);
    if (next !== current) look(current, { case: next, facts }, act);
    current = next;
  }
}

function anyAct(case_: Case, { customer }: Cast, picks: Picks): Act {
  const step = picks.one(customer.playbook.intake);
  const stepId = step.id;
  const pick = picks.below(8);
  if (pick === 7) return { kind: 'revisit', step, give: (c) => revisitStep(c, { stepId }, customer) };
  if (pick >= 4 || step.kind === 'documents' || step.kind === 'review')
    return { kind: 'complete', step, give: (c) => completeStep(c, { stepId }, customer) };
  if (step.kind === 'form') {
    const field = picks.one(step.fields ?? []);
    const value = pick === 3 ? null : valueFor(field, picks);
    const give = (c: Case) => saveAnswers(c, { stepId, answers: { [field.id]: value } }, customer);
    return { kind: value === null ? 'clear' : 'save', step, fieldId: field.id, give };
  }
  const role = picks.one(step.memberRoles ?? []);
  const memberId = case_.members.find((member) => member.role === role)?.memberId;
  if (pick === 3 && memberId !== undefined)
    return { kind: 'remove', step, role, give: (c) => removeMember(c, { memberId }, customer) };
  return { kind: 'add', step, role, give: (c) => addMember(c, person(role), customer) };
}
