import { decisionFact } from '../../domain/playbook/decisions.ts';
import { factsOf } from '../../domain/playbook/facts-of.ts';
import type { Playbook } from '../../domain/playbook/playbook.ts';
import type { Scenario } from '../../domain/playbook/scenario.ts';
import { stepStates } from '../../domain/playbook/step-states.ts';
import type { Finding } from '../lint/finding.ts';
import { namedSlots } from './play-documents.ts';
import { failure, type Story } from './story.ts';

/** Everything in which the story went another way than the scenario tells it. Requirements may be told in any order. */
export function compare({ case: case_, end }: Story, { expect }: Scenario, playbook: Playbook): readonly Finding[] {
  const path = stepStates(case_, playbook).flatMap(({ applies, stepId }) => (applies ? [stepId] : []));
  const asked = [...namedSlots(case_, playbook).keys()].toSorted();
  const facts = factsOf(case_, playbook);
  const decisions = Object.entries(expect.decisions ?? {}).map(
    ([id, value]) => [`/expect/decisions/${id}`, value, String(facts.get(decisionFact(id)))] as const,
  );
  const compared: readonly (readonly [string, string, string, string?])[] = [
    ['/expect/path', list(expect.path), list(path)],
    ['/expect/requirements', list(expect.requirements.toSorted()), list(asked)],
    ...decisions,
    ['/expect/outcome', expect.outcome, end?.outcome ?? 'nothing', end?.reason],
  ];
  return compared
    .filter(([, expected, got]) => expected !== got)
    .map(([place, expected, got, reason]) =>
      failure(place, `Expected ${expected}, got ${got}${reason === undefined ? '' : ` (${reason})`}.`),
    );
}

const list = (ids: readonly string[]): string => (ids.length === 0 ? 'nothing' : ids.join(', '));
