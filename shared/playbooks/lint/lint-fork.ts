import type { Condition } from '../../domain/playbook/condition.ts';
import { decisionFact, factsRead } from '../../domain/playbook/decisions.ts';
import type { Decision, Playbook } from '../../domain/playbook/playbook.ts';
import { comparisonsOf, conditionsOf } from './conditions-of.ts';
import { type Finding, finding } from './finding.ts';

/**
 * A value for which a fork has no way: two steps or more come with one value each, and this one is asked for nowhere.
 * Where that is meant, a scenario says so by expecting the value.
 */
export function lintFork(decision: Decision, place: string, playbook: Playbook): readonly Finding[] {
  const { id, rules, otherwise } = decision;
  const ways = playbook.intake.flatMap(({ when }) => chosenBy(when, decisionFact(id)));
  if (ways.length < 2) return [];
  const expected = playbook.scenarios.flatMap(({ expect }) => expect.decisions?.[id] ?? []);
  const covered = new Set([...ways.flat(), ...valuesRead(decisionFact(id), playbook), ...expected]);
  if (covered.has('*')) return [];
  const given = [
    ...rules.map(({ value }, i) => ({ value, place: `${place}/rules/${i}/value` })),
    { value: otherwise, place: `${place}/otherwise` },
  ];
  return given
    .filter(({ value }) => !covered.has(value))
    .map((left) => finding(left.place, 'branch-without-default', `No step comes with “${left.value}”.`));
}

/** The values with which a step comes that asks for nothing else. */
function chosenBy(when: Condition | undefined, fact: string): readonly (readonly unknown[])[] {
  if (when === undefined || !('fact' in when) || when.fact !== fact) return [];
  if ('equals' in when) return [[when.equals]];
  return 'in' in when ? [when.in] : [];
}

/** Values that are asked for anywhere; `*` when a condition is about all the other ones. */
function valuesRead(fact: string, playbook: Playbook): readonly unknown[] {
  return conditionsOf(playbook).flatMap(({ condition }) => [
    ...(isNegated(condition, fact) ? ['*'] : []),
    ...comparisonsOf(condition)
      .filter((comparison) => comparison.fact === fact)
      .flatMap((one): readonly unknown[] => ('equals' in one ? [one.equals] : 'in' in one ? one.in : [])),
  ]);
}

function isNegated(condition: Condition, fact: string): boolean {
  if ('all' in condition) return condition.all.some((part) => isNegated(part, fact));
  if ('any' in condition) return condition.any.some((part) => isNegated(part, fact));
  return 'not' in condition && factsRead(condition.not).includes(fact);
}
