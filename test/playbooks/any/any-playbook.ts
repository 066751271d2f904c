import fc from 'fast-check';
import type { Decision, IntakeStep, MemberRole, Playbook } from '../../../shared/domain/playbook/playbook.ts';
import { lintPlaybook } from '../../../shared/playbooks/lint.ts';
import { aPlaybook } from '../../support/a-playbook.ts';
import { answerFact, anyCondition, countFact, type KnownFact } from './any-condition.ts';
import { anyFields } from './any-field.ts';
import { anyParts } from './any-parts.ts';
import { Picks } from './picks.ts';

/** Steps of every kind, with conditions on what earlier ones collect and on decisions about the first; some of it unsound. */
export const anyPlaybook: fc.Arbitrary<Playbook> = fc
  .array(fc.nat(9999), { minLength: 160, maxLength: 160, size: 'max' })
  .map((numbers) => playbookOf(new Picks(numbers)));

/** Those that may be published. */
export const publishable = anyPlaybook.filter((playbook) => lintPlaybook(playbook).length === 0);

function playbookOf(picks: Picks): Playbook {
  const first: IntakeStep = { ...step('step-0', []), kind: 'form', fields: anyFields(0, [], picks) };
  const facts = (first.fields ?? []).map(answerFact);
  const decisions = Array.from({ length: picks.below(3) }, (_, i) => anyDecision(i, facts, picks));
  const roles = Array.from({ length: picks.below(3) }, (_, i) => anyRole(i, facts, picks));
  const intake = withSteps([first], decisions, roles, picks);
  const memberRoles = roles.filter(({ id }) => intake.some((one) => one.memberRoles?.includes(id)));
  const known = [...intake.flatMap(({ fields = [] }) => fields.map(answerFact)), ...decisions.map(decisionFactOf)];
  return {
    ...aPlaybook(),
    decisions,
    memberRoles,
    intake: [...intake, review(intake)],
    ...anyParts(memberRoles, known, decisions.map(decisionFactOf), picks),
    preApproval: picks.one(['not_required', 'supervisor']),
    reviewCompletion: picks.one(['automatic', 'reviewer']),
  };
}

const step = (id: string, after: readonly string[]) => ({ id, title: id, required: true, after });

function review(intake: readonly IntakeStep[]): IntakeStep {
  const required = intake.filter((one) => one.required).map(({ id }) => id);
  return { ...step('review', required), kind: 'review' };
}

function withSteps(
  first: readonly IntakeStep[],
  decisions: readonly Decision[],
  roles: readonly MemberRole[],
  picks: Picks,
): readonly IntakeStep[] {
  const steps = [...first];
  const left = [...roles];
  const count = 2 + picks.below(4) + left.length;
  while (steps.length < count) {
    const earlier = steps.filter(({ required }, i) => i > 0 && required).map(({ id }) => id);
    const after = ['step-0', ...picks.some(earlier, 2)];
    const known = [...steps.filter(({ id }) => after.includes(id)).flatMap(factsOf), ...decisions.map(decisionFactOf)];
    steps.push(anyStep(steps.length, after, known, left, picks));
  }
  return steps;
}

function anyStep(
  position: number,
  after: readonly string[],
  known: readonly KnownFact[],
  left: MemberRole[],
  picks: Picks,
): IntakeStep {
  const one = {
    ...step(`step-${position}`, after),
    required: !picks.once(5),
    ...(picks.once(2) && { when: anyCondition(known, picks) }),
  };
  if (left.length > 0 && picks.once(2)) {
    return { ...one, kind: 'members', memberRoles: left.splice(0, 1 + picks.below(2)).map(({ id }) => id) };
  }
  if (picks.once(6)) return { ...one, kind: 'documents' };
  return { ...one, kind: 'form', fields: anyFields(position, known, picks) };
}

function factsOf({ fields = [], memberRoles = [] }: IntakeStep): readonly KnownFact[] {
  return [...fields.map(answerFact), ...memberRoles.map(countFact)];
}

function anyDecision(position: number, facts: readonly KnownFact[], picks: Picks): Decision {
  const rules = ['here', 'there'].slice(0, 1 + picks.below(2)).map((value) => ({
    id: `to-${value}`,
    when: anyCondition(facts, picks),
    value,
  }));
  return { id: `way-${position}`, title: 'Way', rules, otherwise: 'elsewhere' };
}

function decisionFactOf({ id, rules, otherwise }: Decision): KnownFact {
  const fact = `decisions.${id}`;
  return { fact, comparisons: [...rules.map(({ value }) => value), otherwise].map((equals) => ({ fact, equals })) };
}

function anyRole(position: number, facts: readonly KnownFact[], picks: Picks): MemberRole {
  const minimum = picks.below(3);
  const conditional = picks.once(3) && { minimumWhen: { when: anyCondition(facts, picks), minimum: minimum + 1 } };
  return {
    id: `role-${position}`,
    label: 'Role',
    minimum,
    maximum: minimum + 2,
    ...conditional,
    needsOwnershipPercent: picks.once(2),
    needsDateOfBirth: picks.once(2),
    rights: ['read', 'upload'],
  };
}
