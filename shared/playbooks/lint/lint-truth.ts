import type { AnswerValue } from '../../domain/case/case.ts';
import type { Condition, FactName } from '../../domain/playbook/condition.ts';
import { evaluate } from '../../domain/playbook/evaluate.ts';
import type { Playbook } from '../../domain/playbook/playbook.ts';
import { comparisonsOf, conditionsOf } from './conditions-of.ts';
import { samplesOf } from './fact-samples.ts';
import { type FactSource, factSources } from './fact-sources.ts';
import type { Finding } from './finding.ts';

// Beyond this a condition is only judged comparison by comparison.
const MAXIMUM_COMBINATIONS = 20_000;

/** Conditions that no case can ever meet: what hangs on them is unreachable. */
export function lintTruth(playbook: Playbook): readonly Finding[] {
  const sources = factSources(playbook);
  return conditionsOf(playbook).flatMap(({ place, condition }): readonly Finding[] => {
    if (neverTrue(condition, sources)) {
      return [{ place, code: 'never-true', message: 'No answers that can be given make this true.' }];
    }
    return comparisonsOf(condition)
      .filter((comparison) => neverTrue(comparison, sources))
      .map(({ fact }) => ({ place, code: 'never-true', message: `The comparison with “${fact}” is never true.` }));
  });
}

function neverTrue(condition: Condition, sources: ReadonlyMap<FactName, FactSource>): boolean {
  const facts = [...new Set(comparisonsOf(condition).map(({ fact }) => fact))];
  let combinations: Map<FactName, AnswerValue>[] = [new Map()];
  for (const fact of facts) {
    const source = sources.get(fact);
    if (source === undefined) return false;
    const samples = samplesOf(fact, source, condition);
    combinations = combinations.flatMap((known) => samples.map((value) => extended(known, fact, value)));
    if (combinations.length > MAXIMUM_COMBINATIONS) return false;
  }
  return !combinations.some((known) => evaluate(condition, known));
}

function extended(known: ReadonlyMap<FactName, AnswerValue>, fact: FactName, value: AnswerValue | undefined) {
  const all = new Map(known);
  if (value !== undefined) all.set(fact, value);
  return all;
}
