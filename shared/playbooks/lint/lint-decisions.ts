import type { Condition } from '../../domain/playbook/condition.ts';
import { decisionFact, factsRead } from '../../domain/playbook/decisions.ts';
import type { Decision, Playbook } from '../../domain/playbook/playbook.ts';
import { conditionsOf } from './conditions-of.ts';
import { type FactSources, factSources, factsBehind } from './fact-sources.ts';
import { type Finding, finding, findingIf } from './finding.ts';
import { lintFork } from './lint-fork.ts';
import { type Possible, possibleIn } from './possible.ts';
import { customerTexts } from './texts-of.ts';

/** Decisions that read themselves, that nobody reads, or of which one way can never be taken. */
export function lintDecisions(playbook: Playbook): readonly Finding[] {
  const sources = factSources(playbook);
  const isPossible = possibleIn(playbook);
  const read = factsReadAnywhere(playbook);
  return playbook.decisions.flatMap((decision, i): readonly Finding[] => {
    const place = `/decisions/${i}`;
    const message = `Nothing reads “${decisionFact(decision.id)}”.`;
    return [
      ...findingIf(readsItself(decision, sources), place, 'cycle', `“${decision.id}” reads its own value.`),
      ...findingIf(!read.has(decisionFact(decision.id)), place, 'decision-unread', message),
      ...lintRules(decision, place, isPossible),
      ...lintFork(decision, place, playbook),
    ];
  });
}

function readsItself({ id, rules }: Decision, sources: FactSources): boolean {
  const read = rules.flatMap(({ when }) => factsRead(when));
  return read.some((fact) => factsBehind(fact, sources).has(decisionFact(id)));
}

function lintRules({ rules }: Decision, place: string, isPossible: Possible): readonly Finding[] {
  if (rules.length === 0) return [finding(`${place}/rules`, 'empty-list', 'There is nothing to decide.')];
  const failed: readonly Condition[] = rules.map(({ when }) => ({ not: when }));
  const shadowed = rules.flatMap(({ when }, i) =>
    findingIf(
      isPossible([when]) && !isPossible([...failed.slice(0, i), when]),
      `${place}/rules/${i}`,
      'rule-shadowed',
      'Whenever this rule holds, one before it does.',
    ),
  );
  return [
    ...shadowed,
    ...findingIf(!isPossible(failed), `${place}/otherwise`, 'otherwise-unreachable', 'One of the rules always holds.'),
  ];
}

function factsReadAnywhere(playbook: Playbook): ReadonlySet<string> {
  const inConditions = conditionsOf(playbook).flatMap(({ condition }) => factsRead(condition));
  return new Set([...inConditions, ...customerTexts(playbook).flatMap(({ variables }) => variables)]);
}
