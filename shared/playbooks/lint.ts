import type { Playbook } from '../domain/playbook/playbook.ts';
import type { Finding } from './lint/finding.ts';
import { lintFacts } from './lint/lint-facts.ts';
import { lintIds } from './lint/lint-ids.ts';
import { lintLimits } from './lint/lint-limits.ts';
import { lintPeople } from './lint/lint-people.ts';
import { lintRun } from './lint/lint-run.ts';
import { lintTruth } from './lint/lint-truth.ts';

/** Everything that would leave somebody stuck in a case with this playbook. None means that it may be published. */
export function lintPlaybook(playbook: Playbook): readonly Finding[] {
  return [lintIds, lintFacts, lintTruth, lintRun, lintPeople, lintLimits].flatMap((lint) => lint(playbook));
}
