import type { Case } from '../case/case.ts';
import { evaluate } from './evaluate.ts';
import { factsOf } from './facts-of.ts';
import type { CheckDefinition, Playbook } from './playbook.ts';

/** The checks of the playbook that this case has to go through, in the playbook's order. */
export function checksOf(case_: Case, playbook: Playbook): readonly CheckDefinition[] {
  const facts = factsOf(case_, playbook);
  return playbook.checks.filter((check) => check.when === undefined || evaluate(check.when, facts));
}
