import type { AnswerValue } from '../case/case.ts';
import type { Condition, FactName } from './condition.ts';
import type { Facts } from './facts.ts';

type Comparison = Extract<Condition, { readonly fact: FactName }>;

/** Whether the condition holds now. A comparison with a fact that is not known is false. */
export function evaluate(condition: Condition, facts: Facts): boolean {
  return foresee(condition, facts, () => false) === true;
}

/**
 * Whether the condition holds for good: `undefined` while an open fact (one that may still be answered) can turn it
 * either way. Three-valued logic after Kleene.
 */
export function foresee(condition: Condition, facts: Facts, isOpen: (fact: FactName) => boolean): boolean | undefined {
  if ('all' in condition) return conjunction(condition.all.map((part) => foresee(part, facts, isOpen)));
  if ('any' in condition)
    return negation(conjunction(condition.any.map((part) => negation(foresee(part, facts, isOpen)))));
  if ('not' in condition) return negation(foresee(condition.not, facts, isOpen));
  return isOpen(condition.fact) ? undefined : compare(condition, facts.get(condition.fact));
}

function conjunction(verdicts: readonly (boolean | undefined)[]): boolean | undefined {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;
}

function negation(verdict: boolean | undefined): boolean | undefined {
  return verdict === undefined ? undefined : !verdict;
}

function compare(comparison: Comparison, value: AnswerValue | undefined): boolean {
  if ('exists' in comparison) return (value !== undefined) === comparison.exists;
  if (value === undefined) return false;
  if ('equals' in comparison) return same(value, comparison.equals);
  if ('in' in comparison) return comparison.in.some((candidate) => same(value, candidate));
  if ('includes' in comparison) return Array.isArray(value) && value.includes(comparison.includes);
  if (typeof value !== 'number') return false;
  return 'atLeast' in comparison ? value >= comparison.atLeast : value < comparison.below;
}

function same(a: AnswerValue, b: AnswerValue): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((item, position) => item === b[position]);
}
