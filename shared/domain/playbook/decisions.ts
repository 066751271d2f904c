import type { AnswerValue } from '../case/case.ts';
import type { Condition, FactName } from './condition.ts';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import type { Decision, Playbook } from './playbook.ts';

/** What a decision came to, and why. */
export interface Decided {
  readonly id: string;
  readonly title: string;
  readonly value: string;
  /** The rule that fired; null when none did. */
  readonly ruleId: string | null;
  /** What was looked at, up to the rule that fired; null for what is not known. */
  readonly facts: readonly { readonly fact: FactName; readonly value: AnswerValue }[];
}

/** Takes a decision: the first rule that holds. Over facts that are not known that is mostly none, and so `otherwise`. */
export function decide({ id, title, rules, otherwise }: Decision, facts: Facts): Decided {
  const position = rules.findIndex(({ when }) => evaluate(when, facts));
  const fired = rules[position];
  const looked = fired === undefined ? rules : rules.slice(0, position + 1);
  const read = new Set(looked.flatMap(({ when }) => factsRead(when)));
  return {
    id,
    title,
    value: fired?.value ?? otherwise,
    ruleId: fired?.id ?? null,
    facts: [...read].map((fact) => ({ fact, value: facts.get(fact) ?? null })),
  };
}

/** Every decision of a playbook; a later one may read those before it, so that their facts are `decisions.<id>` of `facts`. */
export function decisionsOf({ decisions }: Pick<Playbook, 'decisions'>, facts: Facts): readonly Decided[] {
  return decisions.map((decision) => decide(decision, facts));
}

export const decisionFact = (id: string): FactName => `decisions.${id}`;

/** Names of the facts that a condition asks for. */
export function factsRead(condition: Condition): readonly FactName[] {
  if ('all' in condition) return condition.all.flatMap(factsRead);
  if ('any' in condition) return condition.any.flatMap(factsRead);
  return 'not' in condition ? factsRead(condition.not) : [condition.fact];
}
