import type { Condition, FactName } from '../../../shared/domain/playbook/condition.ts';
import type { Field } from '../../../shared/domain/playbook/playbook.ts';
import type { Picks } from './picks.ts';

/** A fact with comparisons that it can meet. */
export interface KnownFact {
  readonly fact: FactName;
  readonly comparisons: readonly Condition[];
}

/** What a condition can ask about the answer of a field. */
export function answerFact({ id, type, options = [] }: Field): KnownFact {
  const fact = `answers.${id}`;
  const values = options.map(({ value }) => value);
  const exists: readonly Condition[] = [{ fact, exists: true }];
  switch (type) {
    case 'boolean':
      return { fact, comparisons: [true, false].map((equals) => ({ fact, equals })) };
    case 'choice':
      return { fact, comparisons: values.map((equals) => ({ fact, equals })) };
    case 'multi_choice':
      return { fact, comparisons: values.map((includes) => ({ fact, includes })) };
    case 'number':
    case 'percentage':
      return { fact, comparisons: [{ fact, atLeast: 10 }, { fact, below: 10 }, ...exists] };
    case 'country':
      return { fact, comparisons: [{ fact, in: ['GB', 'FI'] }, ...exists] };
    default:
      return { fact, comparisons: exists };
  }
}

export function countFact(role: string): KnownFact {
  const fact = `members.${role}.count`;
  return { fact, comparisons: [1, 2].map((atLeast) => ({ fact, atLeast })) };
}

/** Mostly one comparison; now and then its opposite, or two of them. */
export function anyCondition(facts: readonly KnownFact[], picks: Picks): Condition {
  const comparison = (): Condition => picks.one(picks.one(facts).comparisons);
  const one = comparison();
  switch (picks.below(6)) {
    case 3:
      return { not: one };
    case 4:
      return { all: [one, comparison()] };
    case 5:
      return { any: [one, { not: comparison() }] };
    default:
      return one;
  }
}
