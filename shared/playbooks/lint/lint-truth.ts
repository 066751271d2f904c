import type { Playbook } from '../../domain/playbook/playbook.ts';
import { comparisonsOf, conditionsOf } from './conditions-of.ts';
import type { Finding } from './finding.ts';
import { possibleIn } from './possible.ts';

/** Conditions that no case can ever meet: what hangs on them is unreachable. What belongs to that is not named again. */
export function lintTruth(playbook: Playbook): readonly Finding[] {
  const isPossible = possibleIn(playbook);
  return conditionsOf(playbook).flatMap(({ place, condition, given }): readonly Finding[] => {
    if (!isPossible(given)) return [];
    if (!isPossible([...given, condition])) {
      return [{ place, code: 'never-true', message: 'No answers that can be given make this true.' }];
    }
    return comparisonsOf(condition)
      .filter((comparison) => !isPossible([comparison]))
      .map(({ fact }) => ({ place, code: 'never-true', message: `The comparison with “${fact}” is never true.` }));
  });
}
