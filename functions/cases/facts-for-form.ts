import type { AnswerValue } from '../../shared/domain/case/case.ts';
import type { FactName } from '../../shared/domain/playbook/condition.ts';
import { decisionFact, factsRead } from '../../shared/domain/playbook/decisions.ts';
import type { Facts } from '../../shared/domain/playbook/facts.ts';
import type { IntakeStep, Playbook } from '../../shared/domain/playbook/playbook.ts';

/**
 * What the conditions of a form's fields ask for besides the form itself, so that whoever draws it can follow them
 * without asking again. Nothing that comes from a check is among it.
 */
export function otherFacts(
  step: IntakeStep,
  playbook: Playbook,
  facts: Facts,
): Readonly<Record<FactName, AnswerValue>> {
  const own = new Set((step.fields ?? []).map(({ id }) => `answers.${id}`));
  const read = (step.fields ?? []).flatMap(({ visibleWhen, required }) => [
    ...(visibleWhen ? factsRead(visibleWhen) : []),
    ...(typeof required === 'boolean' ? [] : factsRead(required)),
  ]);
  const told = read.filter((fact) => !own.has(fact) && !comesFromCheck(fact, playbook, []));
  return Object.fromEntries(told.map((fact) => [fact, facts.get(fact) ?? null]));
}

function comesFromCheck(fact: FactName, playbook: Playbook, above: readonly FactName[]): boolean {
  if (fact.startsWith('checks.')) return true;
  const decision = playbook.decisions.find(({ id }) => decisionFact(id) === fact);
  if (decision === undefined || above.includes(fact)) return false;
  const read = decision.rules.flatMap(({ when }) => factsRead(when));
  return read.some((one) => comesFromCheck(one, playbook, [...above, fact]));
}
